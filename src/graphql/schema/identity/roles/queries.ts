import { builder } from '../../builder.ts';
import { RoleConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { relatedList } from '../../related.ts';
import { RoleFilter, RoleSort, roleConditions } from './filter.ts';

builder.prismaObjectField(OrganisationNode, 'roles', (t) =>
  relatedList(t, 'roles', {
    type: RoleConnection,
    description: 'The roles that its operators can have, oldest first.',
  }),
);

builder.queryField('roles', (t) =>
  t.field({
    type: RoleConnection,
    description: 'The roles of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: RoleFilter, description: 'Which roles.' }),
      orderBy: t.arg({
        type: RoleSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('role', roleConditions),
  }),
);
