import { RequestProblem } from './problem.ts';
import type { Route } from './route.ts';

/** A route, and the values of its path parameters. */
export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Returns the route for a method and a path. HEAD is treated as GET; the HTTP server drops the body.
 *
 * @throws {RequestProblem} if the path does not exist or does not support the method
 */
export function routeAt(routes: readonly Route[], method: string, path: string): Match {
  const matches = routes.flatMap((route): Match[] => {
    const parameters = parametersIn(route.path, path);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  if (matches.length === 0) throw new RequestProblem('NOT_FOUND');
  const match = matches.find(({ route }) => route.method === (method === 'HEAD' ? 'GET' : method));
  if (match === undefined) throw new RequestProblem('METHOD_NOT_ALLOWED', { allow: allowedAt(matches) });
  return match;
}

function allowedAt(matches: readonly Match[]): string {
  return matches.flatMap(({ route: { method } }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
}

/** Returns the path parameters, or undefined if the path does not match the template. */
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
