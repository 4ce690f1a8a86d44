import { builder } from '../../builder.ts';
import { RoleConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { relatedList } from '../../related.ts';
import { RoleFilter, RoleSort, roleConditions } from './filter.ts';

builder.prismaObjectField(OrganisationNode, 'roles', (t) =>
  relatedList(t, 'roles', {
    type: RoleConnection,
    description: 'The roles of the organisation, oldest first.',
  }),
);

builder.queryField('roles', (t) =>
  t.field({
    type: RoleConnection,
    description: 'The roles of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: RoleFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: RoleSort,
        description: 'The sort order. The default is the order of creation.',
      }),
    },
    ...listed('role', roleConditions),
  }),
);
