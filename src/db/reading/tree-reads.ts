import type { ReadArguments } from './keyset.ts';
import { relationsIn } from './read-permissions.ts';

/**
 * Whether the result of a read depends on the present organisation tree. The scope does not count, because it was
 * determined at authentication. Such a read leads from one organisation to another, selects or filters by the parent,
 * or shows holds, which a move passes to others.
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
