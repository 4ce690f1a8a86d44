import { missingNode, nodeOf, type Relation, type Relative } from './relatives.ts';

// The parts of the matrix that the schema does not define: the arguments that identify an object, and the inputs of
// verbs.

/** The owner of the requested objects: a relative or nobody. */
export interface Target {
  readonly organisation: string;
  /** The mark in the remote ids, names and e-mail addresses of its objects. */
  readonly mark: string;
  node(type: string): string;
}

export function targetOf(relative: Relative): Target {
  return { organisation: relative.partner.globalId, mark: relative.relation, node: (type) => nodeOf(relative, type) };
}

/** Objects of an organisation that does not exist. */
export const nobody: Target = { organisation: missingNode('Organisation'), mark: 'nobody', node: missingNode };

/** A read of one object: its arguments and its selection. */
export interface ReadProbe {
  readonly args: (target: Target) => string;
  readonly selection: string;
  /** Whether the result is the same for everyone, or only about the caller. */
  readonly isCommon?: boolean;
}

const node = '{ __typename id }';
const text = JSON.stringify;

const order = (mark: string) => `customer: "C-${mark}", product: "oo-lite", seats: 1, duration: MONTHLY`;
const preview = '{ __typename ... on Error { code message } ... on OrderPreview { status } }';
const previewOf = (args: (mark: string) => string): ReadProbe => ({
  args: ({ organisation, mark }) => `(input: { organisation: ${text(organisation)}, ${args(mark)} })`,
  selection: preview,
});

export const reads: Readonly<Record<string, ReadProbe>> = {
  node: { args: (target) => `(id: ${text(target.node('Customer'))})`, selection: node },
  nodes: { args: (target) => `(ids: [${text(target.node('Customer'))}])`, selection: node },
  viewer: { args: () => '', selection: `{ organisation ${node} }`, isCommon: true },
  products: { args: () => '', selection: node, isCommon: true },
  organisation: { args: ({ organisation }) => `(id: ${text(organisation)})`, selection: node },
  customer: {
    args: ({ organisation, mark }) => `(remoteId: "C-${mark}", organisation: ${text(organisation)})`,
    selection: node,
  },
  order: {
    args: ({ organisation, mark }) => `(remoteId: "O-${mark}", organisation: ${text(organisation)})`,
    selection: node,
  },
  subscription: {
    args: ({ organisation, mark }) => `(firstOrder: "O-${mark}", organisation: ${text(organisation)})`,
    selection: node,
  },
  user: {
    args: ({ organisation, mark }) => `(email: "${mark}@example.com", organisation: ${text(organisation)})`,
    selection: node,
  },
  auditCheckpoint: {
    args: ({ organisation }) => `(organisation: ${text(organisation)})`,
    selection: '{ organisation sequence }',
  },
  verifyAuditTrail: {
    args: ({ organisation }) => `(organisation: ${text(organisation)})`,
    selection: '{ __typename ... on Error { code message } ... on VerifyAuditTrailSuccess { sequence } }',
  },
  operator: {
    args: ({ organisation, mark }) => `(email: "${mark}@example.com", organisation: ${text(organisation)})`,
    selection: node,
  },
  previewFirstOrder: previewOf(order),
  previewRenewalOrder: previewOf((mark) => `firstOrder: "O-${mark}"`),
  previewChangeSeats: previewOf((mark) => `firstOrder: "O-${mark}", seats: 99`),
  previewSuspendOrder: previewOf((mark) => `firstOrder: "O-${mark}"`),
  previewCancelOrder: previewOf((mark) => `firstOrder: "O-${mark}"`),
};

/**
 * The conditions of filters. A condition that identifies one object must find it. The others hold for objects of all
 * organisations, and must find only those in the scope.
 */
export interface ConditionProbe {
  readonly value: (target: Target) => unknown;
  readonly meansOneThing: boolean;
  /** The relation whose objects it finds, if it differs from the named one. */
  readonly finds?: Partial<Record<Relation, Relation>>;
}

const meaning = (value: (target: Target) => unknown): ConditionProbe => ({ value, meansOneThing: true });
const holding = (value: unknown): ConditionProbe => ({ value: () => value, meansOneThing: false });
const byOrganisation = meaning(({ organisation }) => organisation);
const byCustomer = meaning((target) => target.node('Customer'));
const early = '2000-01-01T00:00:00Z';
const late = '2999-01-01T00:00:00Z';

export const conditionProbes: Readonly<Record<string, ConditionProbe>> = {
  // An organisation cannot be found by its own parent, which it may not be allowed to see.
  'OrganisationFilter.parent': { ...byOrganisation, finds: { self: 'child', child: 'grandchild' } },
  'OrganisationFilter.isArchived': holding(false),
  'OrganisationFilter.text': meaning(({ mark }) => `name-${mark}`),
  'CustomerFilter.organisation': byOrganisation,
  'CustomerFilter.isActive': holding(true),
  'CustomerFilter.isArchived': holding(false),
  'CustomerFilter.kind': holding('PERSON'),
  'CustomerFilter.crmId': meaning(({ mark }) => `crm-${mark}`),
  'CustomerFilter.refId': meaning(({ mark }) => `ref-${mark}`),
  'CustomerFilter.createdAfter': holding(early),
  'CustomerFilter.createdBefore': holding(late),
  'CustomerFilter.text': meaning(({ mark }) => `name-${mark}`),
  'SubscriptionFilter.organisation': byOrganisation,
  'SubscriptionFilter.customer': byCustomer,
  'SubscriptionFilter.product': holding(['oo-lite']),
  'SubscriptionFilter.status': holding(['SUSPENDED', 'ACTIVE', 'EXPIRED']),
  'SubscriptionFilter.renewalWindowOpen': holding(true),
  'SubscriptionFilter.endsAfter': holding(early),
  'SubscriptionFilter.endsBefore': holding(late),
  'SubscriptionFilter.text': meaning(({ mark }) => `O-${mark}`),
  'OrderFilter.organisation': byOrganisation,
  'OrderFilter.customer': byCustomer,
  'OrderFilter.kind': holding(['FIRST', 'CHANGE']),
  'OrderFilter.isArchived': holding(false),
  'OrderFilter.isDemo': holding(false),
  'OrderFilter.crmId': meaning(({ mark }) => `crm-${mark}`),
  'OrderFilter.refId': meaning(({ mark }) => `ref-${mark}`),
  'OrderFilter.createdAfter': holding(early),
  'OrderFilter.createdBefore': holding(late),
  'OrderFilter.text': meaning(({ mark }) => `O-${mark}`),
  'TermFilter.organisation': byOrganisation,
  'TermFilter.isVoided': holding(false),
  'TermFilter.startsAfter': holding(early),
  'TermFilter.startsBefore': holding(late),
  'TermFilter.endsAfter': holding(early),
  'TermFilter.endsBefore': holding(late),
  'UserFilter.organisation': byOrganisation,
  'UserFilter.customer': byCustomer,
  'UserFilter.isConsumer': holding(false),
  'UserFilter.isActive': holding(true),
  'UserFilter.text': meaning(({ mark }) => `name-${mark}`),
  'OperatorFilter.organisation': byOrganisation,
  'OperatorFilter.isActive': holding(true),
  'OperatorFilter.isVerified': holding(false),
  'OperatorFilter.isAdmin': holding(false),
  'OperatorFilter.text': meaning(({ mark }) => `name-${mark}`),
  'RoleFilter.organisation': byOrganisation,
  'RoleFilter.isBuiltIn': holding(true),
  'RoleFilter.text': meaning(({ mark }) => `name-${mark}`),
  'ApiKeyFilter.organisation': byOrganisation,
  'ApiKeyFilter.isRevoked': holding(false),
  'ApiClientFilter.organisation': byOrganisation,
  'ApiClientFilter.isRevoked': holding(false),
  'EventFilter.organisation': byOrganisation,
  'EventFilter.subject': meaning((target) => target.node('Customer')),
  'EventFilter.actor': byOrganisation,
  'EventFilter.onBehalfOf': meaning((target) => target.node('Operator')),
  'EventFilter.verb': holding(['createCustomer']),
  'EventFilter.occurredAfter': holding(early),
  'EventFilter.occurredBefore': holding(late),
  'EventFilter.sealedAfter': holding(0),
  'EventFilter.sealedUpTo': holding(1_000_000),
};

/** A verb: its input for the objects of a target, and the preparation by their owner. */
export interface VerbProbe {
  readonly input: (target: Target) => Readonly<Record<string, unknown>>;
  readonly before?: readonly [field: string, input: (target: Target) => Readonly<Record<string, unknown>>][];
  /** The reason why the verb can apply only to the caller. */
  readonly onlyOneself?: string;
  /** The rule with which the verb refuses a visible target. */
  readonly refusedFor?: Partial<Record<Relation, string>>;
}

const forOrganisation =
  (members: (mark: string) => Readonly<Record<string, unknown>>) =>
  ({ organisation, mark }: Target) => ({ organisation, ...members(mark) });
const firstOrder = forOrganisation((mark) => ({ firstOrder: `O-${mark}` }));
const user = forOrganisation((mark) => ({ email: `${mark}@example.com` }));
const withPassword = { password: 'a password' };

export const verbs: Readonly<Record<string, VerbProbe>> = {
  createCustomer: {
    input: forOrganisation((mark) => ({ remoteId: `N-${mark}`, name: 'New', admin: { email: 'isa@example.com' } })),
  },
  updateCustomer: { input: forOrganisation((mark) => ({ remoteId: `C-${mark}`, name: `name-${mark} changed` })) },
  archiveCustomer: { input: forOrganisation((mark) => ({ remoteId: `C-${mark}` })) },
  restoreCustomer: { input: forOrganisation((mark) => ({ remoteId: `C-${mark}` })) },
  removeCustomer: { input: forOrganisation((mark) => ({ remoteId: `N-${mark}` })) },
  createFirstOrder: {
    input: forOrganisation((mark) => ({
      customer: `C-${mark}`,
      remoteId: `P-${mark}`,
      product: 'oo-lite',
      seats: 1,
      duration: 'MONTHLY',
    })),
  },
  changeSeats: { input: forOrganisation((mark) => ({ firstOrder: `O-${mark}`, remoteId: `K2-${mark}`, seats: 99 })) },
  suspendOrder: { input: firstOrder },
  resumeOrder: { input: firstOrder },
  createRenewalOrder: { input: forOrganisation((mark) => ({ firstOrder: `O-${mark}`, remoteId: `R-${mark}` })) },
  cancelOrder: { input: forOrganisation((mark) => ({ firstOrder: `O-${mark}`, at: 'END_OF_TERM' })) },
  keepOrder: { input: firstOrder },
  updateOrder: { input: forOrganisation((mark) => ({ remoteId: `O-${mark}`, description: 'Changed' })) },
  archiveOrder: { input: forOrganisation((mark) => ({ remoteId: `O-${mark}` })) },
  restoreOrder: { input: forOrganisation((mark) => ({ remoteId: `O-${mark}` })) },
  createUser: { input: forOrganisation((mark) => ({ email: `new-${mark}@example.com` })) },
  updateUserByEmail: { input: forOrganisation((mark) => ({ email: `${mark}@example.com`, displayName: 'Changed' })) },
  resetPasswordByEmail: { input: forOrganisation((mark) => ({ email: `${mark}@example.com`, ...withPassword })) },
  removeUser: { input: user },
  createOperator: { input: forOrganisation((mark) => ({ name: 'New', email: `new-${mark}@example.com` })) },
  updateOperator: { input: (target) => ({ operator: target.node('Operator'), name: `name-${target.mark} changed` }) },
  createRole: { input: forOrganisation((mark) => ({ name: `new-${mark}`, permissions: ['order:view'] })) },
  updateRole: { input: (target) => ({ role: target.node('Role'), name: `name-${target.mark} changed` }) },
  removeRole: { input: (target) => ({ role: target.node('Role') }) },
  createOrganisation: { input: ({ organisation }) => ({ parent: organisation, name: 'New' }) },
  updateOrganisation: { input: forOrganisation((mark) => ({ name: `name-${mark} changed` })) },
  moveOrganisation: {
    input: ({ organisation }) => ({ organisation, parent: organisation }),
    refusedFor: { self: 'OWN_ORGANISATION', child: 'MOVE_BELOW_ITSELF', grandchild: 'MOVE_BELOW_ITSELF' },
  },
  archiveOrganisation: {
    input: ({ organisation }) => ({ organisation }),
    refusedFor: { self: 'OWN_ORGANISATION', child: 'NOT_ARCHIVED_BELOW', grandchild: 'NOT_ARCHIVED_BELOW' },
  },
  restoreOrganisation: {
    input: ({ organisation }) => ({ organisation }),
    refusedFor: { self: 'OWN_ORGANISATION' },
  },
  createKey: { input: forOrganisation(() => ({})) },
  revokeKey: { input: (target) => ({ apiKey: target.node('ApiKey') }) },
  createApiClient: { input: (target) => ({ operator: target.node('Operator'), name: 'New' }) },
  rotateApiClientSecret: { input: (target) => ({ apiClient: target.node('ApiClient') }) },
  revokeApiClient: { input: (target) => ({ apiClient: target.node('ApiClient') }) },
  advanceTestClock: { input: () => ({ to: '2027-01-01T00:00:00Z' }), onlyOneself: 'it takes no id of anybody' },
};

/** The envelope has no parameter for an organisation: all ids belong to the caller. */
export const methodProbes: Readonly<Record<string, (mark: string) => Record<string, unknown>>> = {
  createCustomer: (mark) => ({ id: `E-${mark}`, name: 'New', admin: { email: 'isa@example.com' } }),
  updateCustomer: (mark) => ({ id: `C-${mark}`, name: 'Changed' }),
  archiveCustomer: (mark) => ({ id: `C-${mark}` }),
  restoreCustomer: (mark) => ({ id: `C-${mark}` }),
  removeCustomer: (mark) => ({ id: mark === 'mine' ? 'X-mine' : `C-${mark}` }),
  getCustomer: (mark) => ({ id: `C-${mark}` }),
  createFirstOrder: (mark) => ({
    customer: `C-${mark}`,
    id: `Q-${mark}`,
    product: 'oo-lite',
    licenses: 1,
    duration: 'monthly',
  }),
  createRenewalOrder: (mark) => ({ parent: `O-${mark}`, id: `S-${mark}` }),
  changeSeats: (mark) => ({ parent: `O-${mark}`, id: `K3-${mark}`, licenses: 200 }),
  cancelOrder: (mark) => ({ id: `O-${mark}`, at: 'END_OF_TERM' }),
  keepOrder: (mark) => ({ id: `O-${mark}` }),
  suspendOrder: (mark) => ({ id: `O-${mark}` }),
  resumeOrder: (mark) => ({ id: `O-${mark}` }),
  updateOrder: (mark) => ({ id: `O-${mark}`, description: 'Changed' }),
  archiveOrder: (mark) => ({ id: `O-${mark}` }),
  restoreOrder: (mark) => ({ id: `O-${mark}` }),
  getOrder: (mark) => ({ id: `O-${mark}` }),
  createUser: (mark) => ({ email: `envelope-${mark}@example.com`, instance: `C-${mark}` }),
  getUserByEmail: (mark) => ({ email: `${mark}@example.com` }),
  updateUserByEmail: (mark) => ({ email: `${mark}@example.com`, isActive: true, displayName: 'Changed' }),
  resetPasswordByEmail: (mark) => ({ email: `${mark}@example.com`, password: 'a password' }),
  removeUser: (mark) => ({ email: `${mark}@example.com` }),
  advanceTestClock: () => ({ to: 1_900_000_000 }),
};

/** The methods without an existing target: they create or move something of the caller. */
export const onlyOneself: readonly string[] = ['createCustomer', 'advanceTestClock'];

/** The bodies for the routes of the licensing dialect. */
export const licensingBodies: Readonly<Record<string, object>> = {
  createCustomer: { customerName: 'New', customerEmail: 'isa@example.com' },
  changeCustomer: { customerDescription: 'Changed', archived: true },
};
