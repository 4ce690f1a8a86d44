/** A value as a cell shows it; null and undefined are empty cells. */
export type Cell = string | number | Temporal.Instant | null | undefined;

/**
 * Rows as aligned columns below a line of titles, numbers to the right. A column that is empty in every row is left out.
 * Instants are in UTC, which their titles say. No rows are no lines.
 */
export function table<Row>(columns: Readonly<Record<string, (row: Row) => Cell>>, rows: readonly Row[]): string[] {
  const filled = Object.entries(columns)
    .map(([title, cellOf]) => ({ title, cells: rows.map(cellOf) }))
    .filter(({ cells }) => cells.some((cell) => !isEmpty(cell)))
    .map(aligned);
  if (filled.length === 0) return [];
  return Array.from({ length: rows.length + 1 }, (_, line) =>
    filled
      .map((column) => column[line])
      .join('  ')
      .trimEnd(),
  );
}

function aligned({ title, cells }: { readonly title: string; readonly cells: readonly Cell[] }): string[] {
  const isNumeric = cells.every((cell) => isEmpty(cell) || typeof cell === 'number');
  const texts = [title, ...cells.map((cell) => (isEmpty(cell) ? '-' : printable(String(cell))))];
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => (isNumeric ? text.padStart(width) : text.padEnd(width)));
}

function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || cell === '';
}

/**
 * A text that partners chose, with controls and format characters escaped: a terminal would carry them out or hide them.
 * The two joiners (U+200C, U+200D) stay, because they are part of how some scripts are written.
 */
export function printable(text: string): string {
  return text.replace(
    /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}

/** A number with its noun in the right form: `1 checkpoint`, `2 checkpoints`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
