import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { UserConnection } from '../connections.ts';
import { findByEmail } from '../find-by-email.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf } from '../owner.ts';
import { UserFilter, UserSort, userConditions } from './filter.ts';
import { UserNode } from './type.ts';

builder.queryFields((t) => ({
  user: t.field({
    type: UserNode,
    nullable: true,
    description:
      'The user of this e-mail, in any case and with the domain in either form (`bücher.example`, `xn--bcher-kva.example`); null when there is none.',
    args: {
      email: t.arg.string({ required: true, description: "The user's e-mail." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: 'Whose user it is, where that is not you: an organisation below you, by its `id`.',
      }),
    },
    resolve: (_root, { email, organisation }, ctx, info) =>
      findByEmail(email, (emailKey) =>
        ctx.reader.user.findUnique({
          ...rowSelection(ctx, info),
          where: { organisationId_emailKey: { organisationId: ownerOf(ctx, organisation), emailKey } },
        }),
      ),
  }),
  users: t.field({
    type: UserConnection,
    description: 'The users of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: UserFilter, description: 'Which users.' }),
      orderBy: t.arg({
        type: UserSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('user', userConditions),
  }),
}));
