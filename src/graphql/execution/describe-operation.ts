import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The largest number of fields in a description. */
const maxFields = 5;

const known = new WeakMap<OperationDefinitionNode, string>();

/**
 * Describes a valid operation for the request log by its kind and its root fields, such as `query viewer, customers`.
 * The operation name is left out, because the log must not contain the caller's own text.
 */
export function describeOperation(document: DocumentNode, operation: OperationDefinitionNode): string {
  const description = known.get(operation) ?? described(document, operation);
  known.set(operation, description);
  return description;
}

function described(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): string {
  const fields = [...new Set(fieldsIn(document, selectionSet, new Set()))];
  const more = fields.length > maxFields ? ' …' : '';
  return `${operation} ${fields.slice(0, maxFields).join(', ')}${more}`;
}

/**
 * Returns the names of the fields. It visits each fragment once, because nested fragments can multiply (see
 * `document-memory.ts`).
 */
function fieldsIn(document: DocumentNode, { selections }: SelectionSetNode, visited: Set<string>): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, selection.selectionSet, visited);
    const { value: name } = selection.name;
    if (visited.has(name)) return [];
    visited.add(name);
    const named = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    return named?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(document, named.selectionSet, visited) : [];
  });
}
