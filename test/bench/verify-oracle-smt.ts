import { asList, asObject, asString, isObject, type JsonObject, type JsonValue } from '../../lib/template/json';

/** What a `Ref` or `Fn::GetAtt` names. */
export function namedBy(value: JsonValue | undefined): string | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  return asString(value['Ref']) ?? asString(asList(value['Fn::GetAtt'])[0]);
}

export function cidrsOf(entries: JsonValue | undefined): readonly string[] {
  return asList(entries).flatMap((entry) => asString(asObject(entry)['Cidr']) ?? []);
}

export function serviceTerm(rule: JsonObject): string {
  return both('(= proto #x06)', portTerm(Number(rule['FromPort']), Number(rule['ToPort'])));
}

export function aclService(entry: JsonObject): string {
  const range = entry['PortRange'];
  return range === undefined
    ? 'true'
    : both('(= proto #x06)', portTerm(Number(asObject(range)['From']), Number(asObject(range)['To'])));
}

export function portTerm(from: number, to: number): string {
  return all(`(bvuge port ${bits(from, 16)})`, `(bvule port ${bits(to, 16)})`);
}

export function within(cidrs: readonly string[]): string {
  return anyOf(
    cidrs.map((cidr) => {
      const [address = '', length = '32'] = cidr.split('/');
      const kept = Number(length);
      return kept === 0
        ? 'true'
        : `(= ((_ extract 31 ${32 - kept}) ip) #b${numberOf(address).toString(2).padStart(32, '0').slice(0, kept)})`;
    }),
  );
}

export function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export function bits(value: number, width = 32): string {
  return `#x${value.toString(16).padStart(width / 4, '0')}`;
}

export function all(...terms: readonly string[]): string {
  const open = terms.filter((term) => term !== 'true');
  return open.includes('false')
    ? 'false'
    : open.length === 0
      ? 'true'
      : open.length === 1
        ? (open[0] ?? '')
        : `(and ${open.join(' ')})`;
}

export const both = (a: string, b: string): string => all(a, b);

export function anyOf(terms: readonly string[]): string {
  return terms.length === 0 ? 'false' : terms.length === 1 ? (terms[0] ?? '') : `(or ${terms.join(' ')})`;
}
