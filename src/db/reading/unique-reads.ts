import type { ReadArguments } from './keyset.ts';

/** Replaces compound keys, which Prisma's client names as one member, by their columns. */
export function withColumnsOfKeys({ where = {}, ...read }: ReadArguments): ReadArguments {
  const entries = Object.entries(where).flatMap(([name, value]) => {
    const isKey = typeof value === 'object' && value !== null && name.includes('_');
    return isKey ? Object.entries(value) : [[name, value] as const];
  });
  return { ...read, where: Object.fromEntries(entries) };
}
