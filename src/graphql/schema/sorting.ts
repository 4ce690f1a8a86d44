import { builder } from './builder.ts';
import { enumOf } from './enum.ts';

const SortDirectionEnum = enumOf<'ASC' | 'DESC'>('SortDirection', 'The direction in which a list is sorted.', {
  ASC: { description: 'Ascending: smallest or earliest value first.' },
  DESC: { description: 'Descending: largest or latest value first.' },
});

/** The sort fields of a list: the GraphQL name, the column and the description. */
type SortFields<Column extends string> = Readonly<
  Record<string, { readonly value: Column; readonly description: string }>
>;

/** Returns the sort input of a list. */
export function sortInput<const Column extends string>(noun: string, things: string, values: SortFields<Column>) {
  const field = builder.enumType<string, SortFields<Column>>(`${noun}SortField`, {
    description: `The fields by which ${things} can be sorted.`,
    values,
  });
  return builder.inputType(`${noun}Sort`, {
    description: `The sort order of ${things}.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'The field to sort by.' }),
      direction: t.field({
        type: SortDirectionEnum,
        required: true,
        defaultValue: 'ASC',
        description: 'The sort direction.',
      }),
    }),
  });
}

/** Returns the order of a sort input. It ends with the id, so that no two rows have the same position. */
export function sortedBy<Column extends string>(
  order: { readonly field: Column; readonly direction: 'ASC' | 'DESC' } | null | undefined,
) {
  const direction = order?.direction === 'DESC' ? ('desc' as const) : ('asc' as const);
  const byId = { id: direction };
  return order && order.field !== 'id' ? [{ [order.field]: direction }, byId] : [byId];
}
