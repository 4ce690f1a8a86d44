import { type DescribedViewer, describeViewer, type NamedOperator } from '../../../identity/describe-viewer.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

const ViewerOrganisation = builder.objectRef<Named>('ViewerOrganisation').implement({
  description: 'An organisation by its name, which may be above those that you see while you act for somebody.',
  fields: (t) => ({
    id: t.id({ description: 'Its id in this API.', resolve: ({ id }) => encodeGlobalId('Organisation', id) }),
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
  }),
});

const ViewerOperator = builder.objectRef<NamedOperator>('ViewerOperator').implement({
  description: 'An operator by its name. You need no permission to know yourself.',
  fields: (t) => ({
    id: t.id({ description: 'Its id in this API.', resolve: ({ id }) => encodeGlobalId('Operator', id) }),
    databaseId: t.exposeInt('id', { description: 'Our id, as events show it.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    organisation: t.expose('organisation', { type: ViewerOrganisation, description: 'The organisation it works for.' }),
  }),
});

type Key = NonNullable<DescribedViewer['real']['apiKey']>;

const ViewerKey = builder.objectRef<Key>('ViewerKey').implement({
  description: 'The key that this request carries, without what makes it one.',
  fields: (t) => ({
    id: t.id({ description: 'Its id in this API.', resolve: ({ id }) => encodeGlobalId('ApiKey', id) }),
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    name: t.exposeString('name', { nullable: true, description: 'What its owner calls it.' }),
    hint: t.exposeString('hint', { description: 'The part of it that people may see, to tell keys apart.' }),
  }),
});

const RealViewer = builder.objectRef<DescribedViewer['real']>('RealViewer').implement({
  description: 'Who holds the credential of this request, whoever it acts for.',
  fields: (t) => ({
    organisation: t.expose('organisation', { type: ViewerOrganisation, description: 'The organisation.' }),
    operator: t.expose('operator', {
      type: ViewerOperator,
      nullable: true,
      description: 'The operator, who came with a token; null for who came with a key.',
    }),
    apiKey: t.expose('apiKey', {
      type: ViewerKey,
      nullable: true,
      description: 'The key; null for an operator.',
    }),
  }),
});

/** Looked up once, and only if somebody wants it. */
interface ViewerSource {
  described(): Promise<DescribedViewer>;
}

const Viewer = builder.objectRef<ViewerSource>('Viewer').implement({
  description: 'You: the organisation or operator whose credential this request carries, or for whom it acts.',
  fields: (t) => ({
    organisation: t.prismaField({
      type: OrganisationNode,
      description: 'Your organisation or, while you act for somebody, theirs.',
      resolve: (query, _viewer, _args, { reader, useCase }) =>
        reader.organisation.findUniqueOrThrow({ ...query, where: { id: useCase.actor.organisationId } }),
    }),
    now: t.field({
      type: 'DateTime',
      description: 'What time it is for you: real time, or that of the clock of your sandbox.',
      resolve: (_viewer, _args, ctx) => ctx.now,
    }),
    permissions: t.stringList({
      description: 'What you may do: all that your roles and scopes, and those of whom you act for, allow together.',
      resolve: (_viewer, _args, { useCase }) => [...useCase.actor.permissions].sort(),
    }),
    operator: t.field({
      type: ViewerOperator,
      nullable: true,
      description: 'The operator as whom you act; null for who came with a key.',
      resolve: async (viewer) => (await viewer.described()).operator,
    }),
    real: t.field({
      type: RealViewer,
      description: 'Who you are, whoever you act for.',
      resolve: async (viewer) => (await viewer.described()).real,
    }),
    onBehalfOf: t.field({
      type: ViewerOperator,
      nullable: true,
      description: 'The operator on whose behalf you act; null in your own name.',
      resolve: async (viewer) => (await viewer.described()).onBehalfOf,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who you are, what you may do, and what time it is for you.',
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
