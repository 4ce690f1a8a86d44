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
      'The user with this e-mail address. The comparison ignores case and treats both forms of a domain as equal (`bücher.example`, `xn--bcher-kva.example`). Returns null if there is no such user.',
    args: {
      email: t.arg.string({ required: true, description: "The user's e-mail address." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description:
          'The `id` of the organisation that owns the user. It is your organisation or a descendant of it. The default is your organisation.',
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
    description: 'The users of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: UserFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: UserSort,
        description: 'The sort order. The default is the order of creation.',
      }),
    },
    ...listed('user', userConditions),
  }),
}));
