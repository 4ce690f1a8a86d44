/** Escapes a quoted SQL text so that pgbench finds no variable in it. */
export function escaped(quotedText: string): string {
  return `E${quotedText.replaceAll('\\', '\\\\').replaceAll(':', '\\x3a')}`;
}

/** The pgbench variables whose values differ between partners. */
export class PartnerValues {
  readonly #names = new Map<string, string>();
  readonly #columns: (readonly string[])[] = [];

  /** Returns the name of the variable that has one of these values for each partner. */
  variableOf(values: readonly string[]): string {
    const key = JSON.stringify(values);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `partner_value${this.#columns.length}`;
    this.#names.set(key, name);
    this.#columns.push(values);
    return name;
  }

  /**
   * Returns the commands that set the variables. Client n sends the requests of partner n, as a connection of the load
   * does. `\set` takes only numbers, so each client reads its values with one statement before its first transaction.
   */
  commands(): string[] {
    const [column] = this.#columns;
    if (column === undefined) return [];
    const rows = column.map((_, partner) => {
      const literals = this.#columns.map((values) => escaped(`'${(values[partner] ?? '').replaceAll("'", "''")}'`));
      return `(${[partner, ...literals].join(', ')})`;
    });
    const names = this.#columns.map((_, index) => `partner_value${index}`);
    return [
      `\\set partner :client_id % ${column.length}`,
      '\\if :counter = 0',
      `SELECT ${names.join(', ')} FROM (VALUES ${rows.join(', ')}) AS partners (partner, ${names.join(', ')})`,
      'WHERE partner = :partner',
      '\\gset',
      '\\endif',
    ];
  }
}
