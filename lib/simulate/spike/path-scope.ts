import type { PathScope } from '../read';

/**
 * Whether a scope holds for a path. `undefined` stands for every path that nobody declared, of which no rule speaks: so
 * no path of a rule is one of them.
 */
export function isInScope(scope: PathScope, path: string | undefined): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'path':
      return path !== undefined && matches(scope.how, scope.text, path.toLowerCase());
    case 'any-of':
      return scope.scopes.some((each) => isInScope(each, path));
    case 'all-of':
      return scope.scopes.every((each) => isInScope(each, path));
    case 'not':
      return !isInScope(scope.scope, path);
  }
}

function matches(how: Extract<PathScope, { kind: 'path' }>['how'], text: string, path: string): boolean {
  switch (how) {
    case 'starts':
      return path.startsWith(text);
    case 'ends':
      return path.endsWith(text);
    case 'contains':
      return path.includes(text);
    case 'is':
      return path === text;
  }
}
