/**
 * Assigns short names to statement texts, so that a connection parses each text once. A connection keeps every named
 * statement, and callers choose their selections. The number of names is therefore limited, and a text gets a name only
 * when it occurs a second time.
 */
export class StatementNames {
  readonly #prefix: string;
  readonly #most: number;
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  constructor(prefix: string, most: number) {
    this.#prefix = prefix;
    this.#most = most;
  }

  /** Returns the name of a text, or undefined if it has none. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= this.#most) return known;
    if (!this.#seen.has(text)) {
      if (this.#seen.size >= this.#most) this.#seen.clear();
      this.#seen.add(text);
      return undefined;
    }
    this.#seen.delete(text);
    const name = `${this.#prefix}${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
