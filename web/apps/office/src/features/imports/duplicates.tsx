import type { Import } from '@duan/api';
import { Card, MoreButton } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useDuplicates } from './queries';

/** Rows that look like terminals already on file, with the reason for each candidate. */
export function Duplicates({ item }: { item: Import }) {
  const t = useText();
  const pages = useDuplicates(item.id);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Card flush title={t('imports.duplicates.title')}>
      <ul className="cards">
        {rows.map(({ row, name, candidates }) => (
          <li key={row} className="twin">
            <p>
              <strong>{name}</strong>{' '}
              <span className="quiet">{t('imports.duplicates.row', { row })}</span>
            </p>
            <ul>
              {candidates.map(({ id, name: other, score, why }) => (
                <li key={id}>
                  <Link to={`/terminals/${id}`}>{other}</Link>
                  <span className="chip">
                    {t('imports.duplicates.score', { score: Math.round(score * 100) })}
                  </span>
                  <span className="quiet">{why}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Card>
  );
}
