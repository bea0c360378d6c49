import type { paths } from './schema';

type Json<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never;
type Answers<Op> = Op extends { responses: infer All }
  ? All extends { 201: infer Created }
    ? Json<Created>
    : All extends { 202: infer Accepted }
      ? Json<Accepted>
      : All extends { 200: infer Found }
        ? Json<Found>
        : never
  : never;
type Sent<Op> = Op extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;

type Get<Path extends keyof paths> = Answers<paths[Path]['get']>;
type Post<Path extends keyof paths> = Sent<paths[Path]['post']>;
type Item<Page> = Page extends { items: (infer One)[] } ? One : never;

/** Any list answer of the server: one page and the cursor of the next one. */
export type Page<Row> = { items: Row[]; next: string | null };

export type Me = Get<'/api/me'>;
export type Grant = Item<Get<'/api/me/grants'>>;
export type Session = Item<Get<'/api/me/sessions'>>;
export type SavedView = Item<Get<'/api/me/views'>>;

export type ScopeNode = Item<Get<'/api/staff/scopes'>>;
export type Account = Item<Get<'/api/staff/accounts'>>;
export type Role = Item<Get<'/api/staff/roles'>>;
export type NewAccount = Post<'/api/staff/accounts'>;
export type NewService = Post<'/api/staff/services'>;
export type NewToken = Post<'/api/staff/accounts/{account_id}/tokens'>;
export type NewScope = Post<'/api/staff/scopes'>;
export type NewGrant = Post<'/api/staff/grants'>;

export type Kinds = Get<'/api/terminals/kinds'>;
export type Kind = Kinds['items'][number];
export type Choice = Kinds['statuses'][number];
export type TerminalRow = Item<Get<'/api/terminals'>>;
export type Terminal = Get<'/api/terminals/{terminal_id}'>;
export type NewTerminal = Post<'/api/terminals'>;
export type Revision = Post<'/api/terminals/{terminal_id}/revise'>;
export type TreeNode = Get<'/api/terminals/{terminal_id}/tree'>['root'];
export type TimelineItem = Item<Get<'/api/terminals/{terminal_id}/timeline'>>;
export type Contact = Item<Get<'/api/terminals/{terminal_id}/contacts'>>;
export type StatusChange = Post<'/api/terminals/{terminal_id}/change-status'>;
export type ContactRevision = Post<'/api/terminals/contacts/{contact_id}/revise'>;
export type NewContact = Post<'/api/terminals/{terminal_id}/contacts'>;
export type Interaction = Item<Get<'/api/terminals/interactions'>>;
export type NewInteraction = Post<'/api/terminals/{terminal_id}/interactions'>;
export type AttributeSet = Item<Get<'/api/terminals/attribute-sets'>>;
export type NewAttributeSet = Post<'/api/terminals/attribute-sets'>;
export type Hit = Item<Get<'/api/search'>>;
export type Import = Get<'/api/imports/{import_id}'>;
export type ImportProblem = Item<Get<'/api/imports/{import_id}/problems'>>;
export type Duplicate = Item<Get<'/api/imports/{import_id}/duplicates'>>;
export type ImportCheck = Post<'/api/imports/{import_id}/check'>;

export type DeviceRow = Item<Get<'/api/assets/units'>>;
export type Device = Get<'/api/assets/units/{unit_id}'>;
export type ProductRow = Item<Get<'/api/catalog/products'>>;
export type Product = Get<'/api/catalog/products/{product_id}'>;
export type NewProduct = Post<'/api/catalog/products'>;
export type NewModel = Post<'/api/catalog/products/{product_id}/models'>;
export type NewCertificate = Post<'/api/catalog/products/{product_id}/certificates'>;
export type NewIdentifier = Post<'/api/catalog/models/{model_id}/identifiers'>;
export type KeptFile = Answers<paths['/api/files']['post']>;
export type TaskRow = Item<Get<'/api/field/tasks'>>;
export type Task = Get<'/api/field/tasks/{task_id}'>;
export type Dispatch = Post<'/api/field/tasks/{task_id}/dispatch'>;
export type Tick = Post<'/api/field/tasks/{task_id}/tick'>;
export type Accept = Post<'/api/field/tasks/{task_id}/accept'>;
export type PlannedTraining = Post<'/api/field/tasks/{task_id}/trainings'>;
export type TrainingRow = Item<Get<'/api/field/trainings'>>;
export type Training = Get<'/api/field/trainings/{training_id}'>;
export type HeldTraining = Post<'/api/field/trainings/{training_id}/hold'>;
export type JourneyRow = Item<Get<'/api/journey'>>;
export type Journey = Get<'/api/journey/{deal_id}'>;
export type JourneyStage = Journey['stages'][number];
export type Deal = Get<'/api/sales/deals/{deal_id}'>;
export type DealRow = Item<Get<'/api/sales/deals'>>;
export type Quote = Deal['quotes'][number];
export type Contract = NonNullable<Deal['contract']>;
export type Doing = NonNullable<Deal['next']>['doing'];
export type NewLead = Post<'/api/sales/leads'>;
export type NewQuote = Post<'/api/sales/quotes'>;
export type NewContract = Post<'/api/sales/contracts'>;
export type MoneyMilestone = Item<Get<'/api/money/milestones'>>;
export type MoneyMilestoneDetail = Get<'/api/money/milestones/{milestone_id}'>;
export type MoneyTotals = Get<'/api/money/totals'>;
export type NewReceipt = Post<'/api/money/milestones/{milestone_id}/receipts'>;

export type Dashboard = Get<'/api/metrics'>;
export type Figure = Dashboard['figures'][number];
export type FigureValue = Figure['result'];
export type RegionFigures = Dashboard['regions'][number];
export type FigureRow = Item<Get<'/api/metrics/{kpi_id}/rows'>>;
export type TicketRow = Item<Get<'/api/care/tickets'>>;
export type Ticket = Get<'/api/care/tickets/{ticket_id}'>;
export type NewTicket = Post<'/api/care/tickets'>;
export type Call = Post<'/api/care/tickets/{ticket_id}/follow-up'>;
export type EndingCover = Item<Get<'/api/care/renewals'>>;
export type SignedRenewal = Item<Get<'/api/care/renewals/signed'>>;
export type RenewalTerms = Omit<Post<'/api/care/renewals'>, 'cover_id'>;
export type Warehouse = Item<Get<'/api/stock/warehouses'>>;
export type StockLevel = Item<Get<'/api/stock/levels'>>;
export type IntakeRow = Item<Get<'/api/stock/intakes'>>;
export type Intake = Get<'/api/stock/intakes/{intake_id}'>;
export type Movement = Item<Get<'/api/stock/movements'>>;
export type NewWarehouse = Post<'/api/stock/warehouses'>;
export type NewIntake = Post<'/api/stock/intakes'>;
export type ShipmentRow = Item<Get<'/api/delivery/shipments'>>;
export type Shipment = Get<'/api/delivery/shipments/{shipment_id}'>;
export type Shipping = Post<'/api/delivery/shipments/{shipment_id}/ship'>;
export type Arrival = Post<'/api/delivery/shipments/{shipment_id}/confirm-arrival'>;
