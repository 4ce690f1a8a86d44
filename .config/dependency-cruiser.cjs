// The rules for imports. Each rule has a comment with its reason.

const pureFiles =
  '^src/(terms/[^/]+|[^/]+/(rules|plans|transitions|order-changes|profile|details|types|order-types|errors|subscription-filter)|(?!shared/)[^/]+/error-messages)\\.ts$';
const pureShared =
  '^src/shared/(result|domain-error|domain-error-messages|vocabulary|clock|changes|members|text-rules|actor|permission|permission-checks)\\.ts$';
const doors = '^src/(graphql|envelope|oauth|rest|cli)/';

module.exports = {
  forbidden: [
    {
      name: 'pure-stays-pure',
      severity: 'error',
      comment:
        'Rules, types and errors are plain functions and data, with time as an argument, so that tests need no database or clock.',
      from: { path: pureFiles, pathNot: doors },
      to: { pathNot: [pureFiles, pureShared] },
    },
    {
      name: 'pure-shared-stays-pure',
      severity: 'error',
      comment: 'Pure files import these files, so they must be pure too.',
      from: { path: pureShared },
      to: { pathNot: [pureShared] },
    },
    {
      name: 'features-know-no-door',
      severity: 'error',
      comment: 'A use case must not depend on the door that calls it, so that all doors behave in the same way.',
      from: { path: '^src/', pathNot: [doors, '^src/((main|migrate)|gateway/(app|main))\\.ts$'] },
      to: { path: doors },
    },
    {
      name: 'only-doors-use-error-messages',
      severity: 'error',
      comment: 'A use case throws a code with facts. Its message depends on the door.',
      from: { path: '^(src|jobs)/', pathNot: [doors, '^src/error-messages\\.ts$'] },
      to: { path: ['^src/error-messages\\.ts$', '^src/[^/]+/error-messages\\.ts$'] },
    },
    {
      name: 'doors-know-no-door',
      severity: 'error',
      comment:
        'A dialect can be frozen or removed without changing another. Common code is in http/ and shared/, and that of REST dialects is in rest/ itself.',
      from: { path: '^src/(graphql|envelope|oauth|rest/[^/]+|cli)/' },
      to: { path: doors, pathNot: ['^src/$1/', '^src/rest/[^/]+\\.ts$'] },
    },
    {
      name: 'rest-is-for-rest-dialects',
      severity: 'error',
      comment: 'The common code of REST dialects must not depend on any of them.',
      from: { path: '^src/rest/[^/]+\\.ts$' },
      to: { path: '^src/rest/[^/]+/' },
    },
    {
      name: 'only-rest-is-rest',
      severity: 'error',
      comment: 'Problems, routes and parameters belong to REST. The other doors have their own formats.',
      from: { path: '^src/(graphql|envelope|oauth|cli)/' },
      to: { path: '^src/rest/' },
    },
    {
      name: 'doors-write-through-use-cases',
      severity: 'error',
      comment:
        'A door parses the request, calls one use case and formats the response. Only use cases access tables and transactions.',
      from: { path: [doors, '^src/(http|gateway)/', '^jobs/'] },
      to: {
        path: [
          'repository\\.ts$',
          '^src/db/(transactions/transaction|generated/client)\\.ts$',
          '^src/queue/enqueue\\.ts$',
        ],
      },
    },
    {
      name: 'doors-only-read-the-database',
      severity: 'error',
      comment:
        'Doors may read through the reader, and must recognise the errors of the database. With a pool or a transaction, a door could write without a use case.',
      from: { path: [doors, '^src/http/'], pathNot: ['^src/cli/database\\.ts$', '^src/graphql/schema/builder\\.ts$'] },
      to: {
        path: '^src/db/',
        pathNot: [
          '^src/db/reading/(reader|reading-pool|keyset|position|like)\\.ts$',
          '^src/db/(errors|database-error)\\.ts$',
        ],
      },
    },
    {
      name: 'private-functions-stay-between-features',
      severity: 'error',
      comment:
        'for-other-features.ts exports functions of a private repository, most of which lock rows. Only use cases may call them.',
      from: { path: [doors, '^src/(http|gateway)/', '^jobs/'] },
      to: { path: '^src/[^/]+/for-other-features\\.ts$' },
    },
    {
      name: 'execution-knows-no-schema',
      severity: 'error',
      comment: 'The executor works for any schema, and can be understood without ours.',
      from: { path: '^src/graphql/execution/' },
      to: { path: '^src/graphql/(schema|http)/' },
    },
    {
      name: 'http-knows-no-organisation',
      severity: 'error',
      comment:
        'http/ only reads requests and sends responses. Code that depends on credentials, organisations or doors is in gateway/.',
      from: { path: '^src/http/' },
      to: { path: '^src/(gateway|identity|organisations|operators|keys|api-clients)/' },
    },
    {
      name: 'config-knows-nothing-above-it',
      severity: 'error',
      comment: 'All code may import the configuration, so the configuration imports only shared/.',
      from: { path: '^src/config\\.ts$' },
      to: { path: '^src/', pathNot: '^src/shared/' },
    },
    {
      name: 'repositories-are-private',
      severity: 'error',
      comment: 'The tables of a feature can change without affecting another feature.',
      from: { path: '^src/([^/]+)/' },
      to: { path: 'repository\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'prisma-stays-at-the-database',
      severity: 'error',
      comment: 'The generated client is a detail of reading, which rules and use cases must not depend on.',
      from: { path: '^(src|jobs)/', pathNot: ['^src/db/', 'repository\\.ts$', '^src/graphql/schema/builder\\.ts$'] },
      to: { path: '^src/db/generated/' },
    },
    {
      name: 'jobs-know-no-dialect',
      severity: 'error',
      comment: 'Jobs call use cases directly, as doors do.',
      from: { path: '^jobs/' },
      to: { path: doors },
    },
    {
      name: 'jobs-are-not-imported',
      severity: 'error',
      comment: 'The gateway must work without a worker.',
      from: { path: '^src/' },
      to: { path: '^jobs/' },
    },
    {
      name: 'entries-are-not-imported',
      severity: 'error',
      comment: 'Importing an entry file would start its program.',
      from: {},
      to: { path: '^(src/(main|migrate|gateway/main)|src/cli/(organisation|key|audit)|jobs/main)\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'In a cycle, neither file can be understood or changed without the other.',
      from: { path: '^(src|jobs)/', pathNot: '^src/db/generated/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-between-folders',
      severity: 'error',
      scope: 'folder',
      comment:
        'Two folders that depend on each other should be one folder, or their common part should be a third one.',
      from: { path: '^(src|jobs)/', pathNot: '^src/db/generated' },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that cannot be resolved would pass all other rules.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // The TypeScript 7 compiler cannot be its parser. Without a parser it reports success over no modules.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default'],
    },
  },
};
