import type { Figure, RegionFigures } from '@duan/api';
import { Card } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useAddress } from './address';
import { shareLabel, useFigureWords, useParts } from './value';

type Props = { figures: Figure[]; regions: RegionFigures[] };

/** Each region right below with the same figures; a number leads to its rows, a name further down. */
export function Regions({ figures, regions }: Props) {
  const t = useText();
  const { nameOf } = useFigureWords();
  return (
    <Card title={t('metrics.regions')} flush>
      <table className="plain regions">
        <thead>
          <tr>
            <th scope="col">{t('metrics.regions.region')}</th>
            {figures.map((figure) => (
              <th key={figure.id} scope="col">
                {nameOf(figure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={`${region.scope_id} ${region.own}`}>
              <th scope="row">
                <RegionName region={region} />
              </th>
              {figures.map((figure) => (
                <td key={figure.id} data-label={nameOf(figure)}>
                  <Cell figure={figure} region={region} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function RegionName({ region }: { region: RegionFigures }) {
  const t = useText();
  const { to } = useAddress();
  if (region.own)
    return (
      <>
        {region.name} <small className="quiet">{t('metrics.regions.own')}</small>
      </>
    );
  const scope = String(region.scope_id);
  return <Link to={to({ scope, rows: '', state: '' })}>{region.name}</Link>;
}

/** What hangs on the region above itself has no rows of its own to show: they are among its all. */
function Cell({ figure, region }: { figure: Figure; region: RegionFigures }) {
  const t = useText();
  const { nameOf } = useFigureWords();
  const { made } = useParts();
  const { to } = useAddress();
  const found = region.figures.find((each) => each.id === figure.id);
  if (!found || found.value === null) return <span className="blank">—</span>;
  const said = (
    <>
      <strong>{shareLabel(found.value)}</strong>
      <small>{made(figure, found)}</small>
    </>
  );
  if (region.own) return <span className="region-value">{said}</span>;
  return (
    <Link
      className="region-value"
      to={to({ scope: String(region.scope_id), rows: figure.id, state: '' })}
      aria-label={`${region.name} ${t('metrics.rowsOf', { name: nameOf(figure) })}: ${shareLabel(found.value)}`}
    >
      {said}
    </Link>
  );
}
