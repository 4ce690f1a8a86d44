import type { Permission } from '../../src/shared/permission.ts';
import type { Partner } from './partner.ts';

/** Returns the GraphQL id of a partner's role with this name. */
export async function roleNamed(partner: Partner, name: string): Promise<string> {
  const { roles } = await partner.graphql(
    'query ($filter: RoleFilter) { roles(first: 100, filter: $filter) { nodes { id name } } }',
    { filter: { organisation: partner.globalId, text: name } },
  );
  return roles.nodes.find((role: { name: string }) => role.name === name).id;
}

/** Creates a role of a partner and returns its GraphQL id. */
export async function roleOf(partner: Partner, name: string, permissions: readonly Permission[]): Promise<string> {
  const { role } = await partner.mutate(
    'createRole',
    { name, permissions },
    '... on CreateRoleSuccess { role { id } }',
  );
  return role.id;
}

/** Creates an operator of a partner and returns its GraphQL id. */
export async function newOperator(partner: Partner, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { operator } = await partner.mutate(
    'createOperator',
    { name: 'Isa Aswath', email: 'isa@example.com', ...input },
    '... on CreateOperatorSuccess { operator { id } }',
  );
  return operator.id;
}
