import { asList, asString, at, type JsonObject, type JsonValue } from './json';
import type { Place } from './model';

/**
 * The line of the program that made each resource, by logical id, from the metadata of a stack.
 *
 * `aws:cdk:creationStack` lists the frames of the call, the innermost first; frames of installed packages and of the
 * runtime itself are none of the user's lines.
 */
export function creationPlaces(metadata: JsonObject): Readonly<Record<string, Place>> {
  const places: Record<string, Place> = {};
  for (const entries of Object.values(metadata)) {
    const list = asList(entries);
    const logicalId = asString(
      at(
        list.find((entry) => at(entry, 'type') === 'aws:cdk:logicalId'),
        'data',
      ),
    );
    const place = list
      .flatMap(framesOf)
      .map(placeOf)
      .find((found) => found !== undefined);
    if (logicalId !== undefined && place !== undefined) {
      places[logicalId] = place;
    }
  }
  return places;
}

function framesOf(entry: JsonValue): readonly string[] {
  const frames = at(entry, 'type') === 'aws:cdk:creationStack' ? at(entry, 'data') : at(entry, 'trace');
  return asList(frames).flatMap((frame) => (typeof frame === 'string' ? [frame] : []));
}

function placeOf(frame: string): Place | undefined {
  const [, construct, inBrackets, bare] = /^(?:at )?(?:(.+?) \((.+)\)|(.+))$/.exec(frame.trim()) ?? [];
  const [, file, line, column] = /^(?:file:\/\/)?(.+?):(\d+):(\d+)$/.exec(inBrackets ?? bare ?? '') ?? [];
  if (file === undefined || /[\\/]node_modules[\\/]|^node:|^internal[\\/]/.test(file)) {
    return undefined;
  }
  return {
    file,
    line: Number(line),
    column: Number(column),
    ...(construct === undefined ? {} : { construct }),
  };
}
