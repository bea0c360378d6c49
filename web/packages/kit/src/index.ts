export {
  Alert,
  Button,
  Checkbox,
  Dropdown,
  Input,
  InputNumber,
  Popover,
  Progress,
  Radio,
  Segmented,
  Select,
  Switch,
  Tabs,
  Tooltip,
} from 'antd';
export { Confirm } from './bits/confirm';
export { Dialog } from './bits/dialog';
export { Icon, type IconName } from './bits/icons';
export { Marked, MaskedText } from './bits/marked';
export { MoreButton } from './bits/more-button';
export { Card, type Fact, Facts, Note, PageHeader, useTabName } from './bits/page';
export { ProblemNote } from './bits/problem-note';
export { CrashBoundary, EmptyState, ErrorState, Waiting } from './bits/states';
export { Chip, StatusTag, type Tone } from './bits/status-tag';
export { TabBar, type TabItem, TabPanel } from './bits/tab-bar';
export { Timeline, type TimelineEntry } from './bits/timeline';
export { toast } from './bits/toast';
export { Tree, type TreeItem } from './bits/tree';
export { useMedia, useNarrow } from './bits/use-media';
export { dayOf, momentOf, timeOf } from './bits/when';
export { claimDrafts, dropDraft, dropDrafts, readDraft, writeDraft } from './form/drafts';
export { FormSheet, type FormSheetProps } from './form/form-sheet';
export {
  defaultsOf,
  type FieldSchema,
  type FormField,
  type FormSchema,
  type FormValues,
  fieldsOf,
  typeOf,
  valueAt,
  withBlanks,
  withoutBlanks,
} from './form/schema';
export { Field, SchemaFields } from './form/schema-form';
export { type FormState, useForm } from './form/use-form';
export { useKept } from './form/use-kept';
export { type FormErrors, validate } from './form/validate';
export type { Widget, WidgetProps } from './form/widgets';
export { DataGrid, type DataGridProps } from './grid/data-grid';
export type {
  ExportFormat,
  GridColumn,
  GridCount,
  GridFilter,
  GridOption,
  GridPage,
  GridQuery,
  GridView,
} from './grid/types';
export type { ViewStore } from './grid/use-views';
export {
  type Catalog,
  fill,
  I18nProvider,
  type Lang,
  type LazyWords,
  type Messages,
  type Translate,
  useLang,
  useTranslate,
  WithWords,
} from './i18n/i18n';
export type { KitKey } from './i18n/zh';
export { CommandPalette, type PaletteGroup, type PaletteItem } from './shell/command-palette';
export { type NavGroup, type NavItem, Shell } from './shell/shell';
export { type Shortcuts, useShortcuts } from './shell/shortcuts';
export { SignOut } from './shell/sign-out';
export { readStored, writeStored } from './theme/stored';
export { type ThemeChoice, ThemeProvider, useTheme } from './theme/theme';
export {
  type CheckItem,
  Checklist,
  type CheckMark,
  type CheckMarks,
  openItems,
} from './work/checklist';
export { Money } from './work/money';
export { PhotoInput } from './work/photo-input';
export type { KeptPhoto, SendPhoto } from './work/photos';
export { ScanField } from './work/scan-field';
export type { ScanAnswer } from './work/scans';
export { SignaturePad } from './work/signature-pad';
export { useSpan } from './work/span';
export { type Stage, StageLine, type StageState } from './work/stage-line';
export { toneOf } from './work/tones';
