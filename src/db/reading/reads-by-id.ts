import DataLoader from 'dataloader';
import type { Condition, ReadArguments } from './keyset.ts';

export type FindRows = (model: string, args: ReadArguments) => Promise<readonly Condition[]>;

/** Reads a row by its id. Returns null if there is no such row, and undefined if the read has other conditions. */
export type FindById = (model: string, args: ReadArguments) => Promise<Condition | null | undefined>;

/**
 * Batches the reads by id of one request: simultaneous reads with the same model and selection share one statement.
 * Nothing is cached, so that a read after a verb sees what the verb wrote.
 */
export function batchReadsById(findRows: FindRows): FindById {
  const loaders = new Map<string, DataLoader<unknown, Condition | null>>();

  function loaderFor(model: string, args: ReadArguments): DataLoader<unknown, Condition | null> {
    const key = JSON.stringify([model, args], (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
    const known = loaders.get(key);
    if (known !== undefined) return known;
    const made = new DataLoader<unknown, Condition | null>((ids) => rowsOf(ids, model, args), { cache: false });
    loaders.set(key, made);
    return made;
  }

  async function rowsOf(ids: readonly unknown[], model: string, args: ReadArguments): Promise<(Condition | null)[]> {
    const { where, select, ...rest } = args;
    const selection = select && { select: { ...select, id: true } };
    const asked = [...new Set(ids)];
    const only = asked.length === 1 ? { take: 1 } : {};
    const found = await findRows(model, { ...rest, ...selection, ...only, where: { ...where, id: { in: asked } } });
    const rows = new Map(found.map((row) => [row['id'], row]));
    return ids.map((id) => rows.get(id) ?? null);
  }

  return async (model, args) => {
    const { id, ...where } = args.where ?? {};
    const isReadById = id !== undefined && Object.keys(where).every((name) => name === 'AND');
    return isReadById ? loaderFor(model, { ...args, where }).load(id) : undefined;
  };
}
