import type { Dialect } from '../dialect.ts';
import { withoutStraySpaces } from './customer-inputs.ts';
import { customerRoutes } from './customers.ts';
import { orderRoutes } from './orders.ts';
import { licensingVocabulary } from './vocabulary.ts';

const description = `Customers and their orders over HTTP and JSON, for systems that manage licences.

Answers are wrapped by their noun. Lists are asked for in pages, by \`offset\` and \`limit\`: a page that is shorter than
\`limit\` is the last one. Times are Unix seconds, 0 where there is none; text that is not known is empty. Parameters and
members that are not described are ignored. Every error is a problem of RFC 9457 with a \`code\`.`;

/** The licensing dialect. Contract: licensing. */
export const licensing: Dialect = {
  name: 'licensing',
  basePath: '/v1.0',
  routes: [...customerRoutes, ...orderRoutes],
  info: { title: 'Licensing API', version: '1.0.0', description },
  tags: [
    { name: 'Customers', description: 'For whom you order: companies and persons.' },
    { name: 'Orders', description: 'What you ordered for them.' },
  ],
  vocabulary: licensingVocabulary,
  meantBy: withoutStraySpaces,
};
