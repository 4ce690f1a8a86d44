import type { Dialect } from '../dialect.ts';
import { withoutStraySpaces } from './customer-inputs.ts';
import { customerRoutes } from './customers.ts';
import { orderRoutes } from './orders.ts';
import { licensingVocabulary } from './vocabulary.ts';

const description = `Customers and their orders over HTTP and JSON, for systems that manage licences.

Each response is an object with one member, named after its content. Lists are paginated by \`offset\` and \`limit\`; a page
shorter than \`limit\` is the last one. Times are Unix seconds, and 0 if there is none. Unknown text is empty. The API ignores
parameters and members that it does not describe. Errors are problem details (RFC 9457) with a \`code\`.`;

/** The licensing API. Contract: licensing. */
export const licensing: Dialect = {
  name: 'licensing',
  basePath: '/v1.0',
  routes: [...customerRoutes, ...orderRoutes],
  info: { title: 'Licensing API', version: '1.0.0', description },
  tags: [
    { name: 'Customers', description: 'The companies and persons for whom you place orders.' },
    { name: 'Orders', description: 'The orders that you placed for customers.' },
  ],
  vocabulary: licensingVocabulary,
  meantBy: withoutStraySpaces,
};
