import type { Duration } from '../../../terms/term.ts';
import { builder } from '../builder.ts';
import { enumOf } from '../enum.ts';

export const DurationEnum = enumOf<Duration>('Duration', 'The length of one term.', {
  MONTHLY: { description: 'One calendar month.' },
  YEARLY: { description: 'One calendar year.' },
});

export const ProductNode = builder.prismaNode('Product', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    renewalWindowDays: t.exposeInt('renewalWindowDays'),
    isActive: t.exposeBoolean('isActive'),
    durations: t.field({
      type: [DurationEnum],
      description: 'The lengths of term with which the product can be ordered.',
      select: { ratePlans: { select: { duration: true }, orderBy: { id: 'asc' } } },
      resolve: (product) => product.ratePlans.map((plan) => plan.duration),
    }),
  }),
});

builder.queryField('products', (t) =>
  t.prismaField({
    type: [ProductNode],
    description: 'The product catalogue, including products that can only be renewed.',
    resolve: (query, _root, _args, { reader }) => reader.product.findMany({ ...query, orderBy: { id: 'asc' } }),
  }),
);
