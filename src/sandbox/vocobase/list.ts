import type { ChoiceSettings } from '../choices.ts';
import { wholeNumber } from '../http/fields.ts';
import { type Reply, success } from '../http/reply.ts';

/** How one list answers, as the choices say. */
interface ListForm {
  /** The member that holds the rows, such as `calls`. */
  name: string;
  shape: ChoiceSettings['connectionListShape'];
  paging: ChoiceSettings['connectionListPaging'];
}

/**
 * The reply of a list (U12, U14, U28): the rows that the query asks for, in the form of the choices.
 * @throws Refusal 400 for a page that is out of bounds
 */
export function listReply(
  choices: ChoiceSettings,
  query: URLSearchParams,
  rows: readonly unknown[],
  { name, shape, paging }: ListForm,
): Reply {
  const { from, size, members } = pageOf(choices, query, paging);
  const page = rows.slice(from, from + size);
  if (shape === 'array') return success(page);
  return success({
    [shape === 'object' ? name : shape]: page,
    total: rows.length,
    ...members,
  });
}

function pageOf(choices: ChoiceSettings, query: URLSearchParams, paging: ListForm['paging']) {
  if (paging === 'none') return { from: 0, size: Number.POSITIVE_INFINITY, members: {} };
  const largest = choices.pageSizeMax;
  const sizeField = paging === 'page' ? 'per_page' : 'limit';
  const asked = wholeNumber(query, sizeField, {
    fallback: Math.min(10, largest),
    min: 1,
    max: choices.largerPage === 'clamp' ? Number.POSITIVE_INFINITY : largest,
  });
  const size = Math.min(asked, largest);
  const open = { max: Number.POSITIVE_INFINITY };
  if (paging === 'page') {
    const page = wholeNumber(query, 'page', { fallback: 1, min: 1, ...open });
    return { from: (page - 1) * size, size, members: { page, per_page: size } };
  }
  const offset = wholeNumber(query, 'offset', { fallback: 0, min: 0, ...open });
  return { from: offset, size, members: { limit: size, offset } };
}
