import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeJSONPgSmartTagsPlugin } from 'postgraphile/utils';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

// PostGraphile 5 as its documentation sets it up for production: its own preset, its own CRUD mutations, its own pool,
// as the owner of the tables, with nothing of ours. Filters that compare come with the plugin that it recommends.

// A table called Subscription would take the name of GraphQL's own root type; a unique index is no key until it is
// called one; and columns without an index can't be filtered by unless that is allowed.
const tags = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      'public.Subscription': { tags: { name: 'sold_subscription' } },
      'public.Customer': {
        tags: { unique: 'organisationId,remoteId' },
        attribute: {
          isActive: { tags: { behavior: '+attribute:filterBy' } },
          createdAt: { tags: { behavior: '+attribute:filterBy' } },
        },
      },
    },
  },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [tags],
  pgServices: [
    makePgService({
      connectionString: process.env['DATABASE_URL'] ?? '',
      schemas: ['public'],
      poolConfig: { max: 10 },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
  grafast: { explain: false },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
process.once('disconnect', () => process.exit());
