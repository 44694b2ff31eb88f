/** Whether a range holds an address. */
export function covers(cidr: string, address: string): boolean {
  const [base = ''] = cidr.split('/');
  const size = 2 ** (32 - prefix(cidr));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}

/** The nth address of a range. */
export function addressIn(cidr: string, offset: number): string {
  const address = number(cidr.split('/')[0] ?? '') + offset;
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Length of a range's prefix. */
export function prefix(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

function number(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
