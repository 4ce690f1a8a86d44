import type { ReadArguments } from './keyset.ts';
import { relationsIn } from './read-permissions.ts';

/**
 * Whether what a read answers depends on where organisations stand at that moment, beyond the scope, which is of when the
 * actor was authenticated: it leads from one organisation to another, shows or asks for the one above, or shows holds,
 * which pass to others with a move.
 */
export function dependsOnTree(model: string, args: ReadArguments): boolean {
  if (model === 'Hold') return true;
  if (model === 'Organisation' && namesParent(args)) return true;
  return relationsIn(model, args).some(
    ({ related, args: nested }) =>
      (model === 'Organisation' && related === 'Organisation') || dependsOnTree(related, nested),
  );
}

function namesParent({ select, where }: ReadArguments): boolean {
  return select?.['parentId'] === true || mentions(where, 'parentId');
}

function mentions(condition: unknown, column: string): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.entries(condition).some(([name, value]) => name === column || mentions(value, column));
}
