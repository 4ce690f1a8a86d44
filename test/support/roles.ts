import type { Permission } from '../../src/shared/permission.ts';
import type { Partner } from './partner.ts';

/** The id in GraphQL of a partner's role of this name. */
export async function roleNamed(partner: Partner, name: string): Promise<string> {
  const { roles } = await partner.graphql(
    'query ($filter: RoleFilter) { roles(first: 100, filter: $filter) { nodes { id name } } }',
    { filter: { organisation: partner.globalId, text: name } },
  );
  return roles.nodes.find((role: { name: string }) => role.name === name).id;
}

/** The id in GraphQL of a new role of a partner. */
export async function roleOf(partner: Partner, name: string, permissions: readonly Permission[]): Promise<string> {
  const { role } = await partner.mutate(
    'createRole',
    { name, permissions },
    '... on CreateRoleSuccess { role { id } }',
  );
  return role.id;
}

/** The id in GraphQL of a new operator of a partner. */
export async function newOperator(partner: Partner, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { operator } = await partner.mutate(
    'createOperator',
    { name: 'Isa Aswath', email: 'isa@example.com', ...input },
    '... on CreateOperatorSuccess { operator { id } }',
  );
  return operator.id;
}
