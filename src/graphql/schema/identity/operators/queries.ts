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
    description: 'Those who act for it, not for organisations below it; oldest first.',
  }),
);

builder.queryFields((t) => ({
  operator: t.field({
    type: OperatorNode,
    nullable: true,
    description:
      'The operator of this e-mail, in any case and with the domain in either form (`bücher.example`, `xn--bcher-kva.example`); null when there is none.',
    args: {
      email: t.arg.string({ required: true, description: "The operator's e-mail." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: 'Whose operator it is, where that is not you: an organisation below you, by its `id`.',
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
    description: 'The operators of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OperatorFilter, description: 'Which operators.' }),
      orderBy: t.arg({
        type: OperatorSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('operator', operatorConditions),
  }),
}));
