/** The value of a cell. Null and undefined are empty. */
export type Cell = string | number | Temporal.Instant | null | undefined;

/**
 * Returns rows as aligned columns below a line of titles; numbers are aligned to the right. Columns that are empty in
 * all rows are left out. Instants are in UTC, as their titles say. Without rows there are no lines.
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
 * Escapes control and format characters in text of partners, which a terminal would execute or hide. The two joiners
 * (U+200C, U+200D) are kept, because some scripts need them.
 */
export function printable(text: string): string {
  return text.replace(
    /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}

/** Returns a number with its noun, such as `1 checkpoint` or `2 checkpoints`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
