import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { OperatorConnection } from '../../connections.ts';
import { findByEmail } from '../../find-by-email.ts';
import { listed } from '../../listed.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { ownerOf } from '../../owner.ts';
import { relatedList } from '../../related.ts';
import { OperatorFilter, OperatorSort, operatorConditions } from './filter.ts';
import { OperatorNode } from './type.ts';

builder.prismaObjectField(OrganisationNode, 'operators', (t) =>
  relatedList(t, 'operators', {
    type: OperatorConnection,
    description: 'The operators of this organisation, without those of its descendants, oldest first.',
  }),
);

builder.queryFields((t) => ({
  operator: t.field({
    type: OperatorNode,
    nullable: true,
    description:
      'The operator with this e-mail address. The comparison ignores case and treats both forms of a domain as equal (`bücher.example`, `xn--bcher-kva.example`). Returns null if there is no such operator.',
    args: {
      email: t.arg.string({ required: true, description: "The operator's e-mail address." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description:
          'The `id` of the organisation for which the operator acts. It is your organisation or a descendant of it. The default is your organisation.',
      }),
    },
    resolve: (_root, { email, organisation }, ctx, info) =>
      findByEmail(email, (emailKey) =>
        ctx.reader.operator.findUnique({
          ...rowSelection(ctx, info),
          where: { organisationId_emailKey: { organisationId: ownerOf(ctx, organisation), emailKey } },
        }),
      ),
  }),
  operators: t.field({
    type: OperatorConnection,
    description: 'The operators of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OperatorFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: OperatorSort,
        description: 'The sort order. The default is the order of creation.',
      }),
    },
    ...listed('operator', operatorConditions),
  }),
}));
