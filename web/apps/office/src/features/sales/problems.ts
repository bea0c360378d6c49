import { Problem } from '@duan/api';

/** A refusal about parts of a list, `lines.1.quantity`, told at the list's own field. */
export async function toldAt<Answer>(field: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (caught) {
    if (!(caught instanceof Problem)) throw caught;
    const inside = caught.where.filter((place) => place.field.split('.').includes(field));
    if (inside.length === 0) throw caught;
    const rest = caught.where.filter((place) => !inside.includes(place));
    const message = inside.map((place) => place.message).join('；');
    throw new Problem(caught.status, caught.code, caught.message, [...rest, { field, message }]);
  }
}

/** What the form itself finds wrong with a field before anything is sent. */
export const wrong = (field: string, message: string) =>
  new Problem(422, 'unfinished', message, [{ field, message }]);
