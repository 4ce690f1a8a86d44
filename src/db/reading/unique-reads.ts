import type { ReadArguments } from './keyset.ts';

/** The same read with the columns of a key of several, which Prisma's client knows by one name. */
export function withColumnsOfKeys({ where = {}, ...read }: ReadArguments): ReadArguments {
  const entries = Object.entries(where).flatMap(([name, value]) => {
    const isKey = typeof value === 'object' && value !== null && name.includes('_');
    return isKey ? Object.entries(value) : [[name, value] as const];
  });
  return { ...read, where: Object.fromEntries(entries) };
}
