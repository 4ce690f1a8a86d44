import { type DescribedViewer, describeViewer, type NamedOperator } from '../../../identity/describe-viewer.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

const ViewerOrganisation = builder.objectRef<Named>('ViewerOrganisation').implement({
  description:
    'The name and ids of an organisation. While you act on behalf of an operator, it can be an ancestor of the organisations that you see.',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the organisation.',
      resolve: ({ id }) => encodeGlobalId('Organisation', id),
    }),
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    name: t.exposeString('name', { description: "The organisation's name." }),
  }),
});

const ViewerOperator = builder.objectRef<NamedOperator>('ViewerOperator').implement({
  description: 'The name and ids of an operator. Reading it requires no permission.',
  fields: (t) => ({
    id: t.id({ description: 'The global id of the operator.', resolve: ({ id }) => encodeGlobalId('Operator', id) }),
    databaseId: t.exposeInt('id', { description: 'The numeric id that REST and events use.' }),
    name: t.exposeString('name', { description: "The operator's name." }),
    organisation: t.expose('organisation', {
      type: ViewerOrganisation,
      description: 'The organisation for which the operator acts.',
    }),
  }),
});

type Key = NonNullable<DescribedViewer['real']['apiKey']>;

const ViewerKey = builder.objectRef<Key>('ViewerKey').implement({
  description: 'The metadata of the API key of this request.',
  fields: (t) => ({
    id: t.id({ description: 'The global id of the API key.', resolve: ({ id }) => encodeGlobalId('ApiKey', id) }),
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the API key.' }),
    hint: t.exposeString('hint', {
      description: 'A part of the API key that is safe to show, to distinguish it from other keys.',
    }),
  }),
});

const RealViewer = builder.objectRef<DescribedViewer['real']>('RealViewer').implement({
  description: "The owner of this request's credential, even while the request acts on behalf of someone else.",
  fields: (t) => ({
    organisation: t.expose('organisation', {
      type: ViewerOrganisation,
      description: 'The organisation of the credential.',
    }),
    operator: t.expose('operator', {
      type: ViewerOperator,
      nullable: true,
      description: 'The operator of the access token. Null for a request with an API key.',
    }),
    apiKey: t.expose('apiKey', {
      type: ViewerKey,
      nullable: true,
      description: 'The API key. Null for a request with an access token.',
    }),
  }),
});

/** Looked up at most once, if a field needs it. */
interface ViewerSource {
  described(): Promise<DescribedViewer>;
}

const Viewer = builder.objectRef<ViewerSource>('Viewer').implement({
  description:
    'The actor of this request: the organisation or operator that owns the credential, or the operator on whose behalf the request acts.',
  fields: (t) => ({
    organisation: t.prismaField({
      type: OrganisationNode,
      description: "The actor's organisation. While you act on behalf of an operator, that operator's organisation.",
      resolve: (query, _viewer, _args, { reader, useCase }) =>
        reader.organisation.findUniqueOrThrow({ ...query, where: { id: useCase.actor.organisationId } }),
    }),
    now: t.field({
      type: 'DateTime',
      description: "The current date and time (UTC) for the actor: real time, or the time of the sandbox's test clock.",
      resolve: (_viewer, _args, ctx) => ctx.now,
    }),
    permissions: t.stringList({
      description:
        "The permissions of this request. They are limited by your roles and scopes and, while you act on behalf of an operator, by that operator's permissions as well.",
      resolve: (_viewer, _args, { useCase }) => [...useCase.actor.permissions].sort(),
    }),
    operator: t.field({
      type: ViewerOperator,
      nullable: true,
      description: 'The operator as which the request acts. Null for a request with an API key in its own name.',
      resolve: async (viewer) => (await viewer.described()).operator,
    }),
    real: t.field({
      type: RealViewer,
      description: "The owner of this request's credential.",
      resolve: async (viewer) => (await viewer.described()).real,
    }),
    onBehalfOf: t.field({
      type: ViewerOperator,
      nullable: true,
      description: 'The operator on whose behalf you act. Null if you act in your own name.',
      resolve: async (viewer) => (await viewer.described()).onBehalfOf,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'The actor of this request, its permissions and its current time.',
    resolve: (_root, _args, { useCase }) => {
      let described: Promise<DescribedViewer> | undefined;
      return {
        described() {
          described ??= describeViewer(useCase);
          return described;
        },
      };
    },
  }),
);
