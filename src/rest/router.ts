import { RequestProblem } from './problem.ts';
import type { Route } from './route.ts';

/** A route that answers a request, and the values that stand in its path. */
export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The route for a method and a path. HEAD is GET without the body, which is left out on the way.
 *
 * @throws {RequestProblem} when there is nothing at this path, or it does not take this method
 */
export function routeAt(routes: readonly Route[], method: string, path: string): Match {
  const there = routes.flatMap((route): Match[] => {
    const parameters = parametersIn(route.path, path);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  if (there.length === 0) throw new RequestProblem('NOT_FOUND');
  const match = there.find(({ route }) => route.method === (method === 'HEAD' ? 'GET' : method));
  if (match === undefined) throw new RequestProblem('METHOD_NOT_ALLOWED', { allow: allowedAt(there) });
  return match;
}

function allowedAt(there: readonly Match[]): string {
  return there.flatMap(({ route: { method } }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
}

/** What stands where a template has names in braces; undefined where the path is another one. */
function parametersIn(template: string, path: string): Record<string, string> | undefined {
  const [names, values] = [template.split('/'), path.split('/')];
  if (names.length !== values.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? '';
    if (!name.startsWith('{')) {
      if (name !== value) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      parameters[name.slice(1, -1)] = value;
    }
  }
  return parameters;
}
