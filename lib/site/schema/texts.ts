import type { z } from 'zod';
import { findMinuteOfDay } from '../windows';
import { choice, text } from './fields';

/** Stable name of an entry in a list; becomes part of construct IDs. */
export function stableName(): z.ZodType<string> {
  return text({
    must: 'must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter',
    hint: "use a name such as 'spring-tour'",
    code: 'NameInvalid',
    test: (value) => value.length <= 40 && isKebabCase(value),
    suggest: kebabCase,
  });
}

/** Whether a text is words of lower-case letters and digits with single hyphens between, starting with a letter. */
export function isKebabCase(value: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value);
}

/** The nearest kebab-case spelling. */
export function kebabCase(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Why something stricter is left out. */
export function reason(): z.ZodType<string> {
  return text({
    must: 'must say why, in 5 to 300 characters',
    hint: 'write the reason a reviewer will read',
    code: 'ReasonMissing',
    test: (value) =>
      [...value.trim()].length >= 5 && [...value].length <= 300 && !/^(?:todo|tbd|n\/?a|none)\b/i.test(value.trim()),
  });
}

/** Time of day in the site's time zone. */
export function timeOfDay(): z.ZodType<string> {
  return text({
    must: 'must be a time of day from 00:00 to 23:59',
    hint: "use HH:MM, for example '09:30'",
    code: 'TimeInvalid',
    test: (value) => findMinuteOfDay(value) !== undefined,
    suggest: (value) => {
      const match = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(value.normalize('NFKC').trim());
      return match === null ? undefined : `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
    },
  });
}

/** Day of the week. */
export function weekday(): z.ZodType<'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun'> {
  return choice(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
}

/** Path of a URL without query. */
export function urlPath(example: string): z.ZodType<string> {
  return text({
    must: 'must be a path of letters, digits and -._~ between single slashes, at most 200 characters',
    hint: `use a path such as '${example}', without host, query, '..' or escapes`,
    code: 'PathInvalid',
    test: isUrlPath,
    suggest: (value) => (value.startsWith('/') ? undefined : `/${value}`),
  });
}

function isUrlPath(value: string): boolean {
  const dots = value.split('/').some((part) => part === '.' || part === '..');
  return value.length <= 200 && /^(?:\/[\w.~-]+)+\/?$/.test(value) && !dots;
}
