import { organisationRoutes } from './organisations.ts';
import type { Route } from './route.ts';
import { userRoutes } from './users.ts';
import { whoamiRoutes } from './whoami.ts';

/** Every operation of this API, in the order in which it is described. */
export const routes: readonly Route[] = [...whoamiRoutes, ...organisationRoutes, ...userRoutes];
