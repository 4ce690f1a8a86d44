/**
 * Short names for the texts of statements, so that a connection parses each of them once. A connection never forgets a
 * name, so only so many texts get one, from the second time on that they are asked for: callers choose what they select.
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

  /** The name of this text; undefined where it has none. */
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
