import { FakeTransport, xmlItems, type Reply, type SentRequest } from './fake-transport';

/** A version of an object; a delete marker has no content. */
export interface Version {
  readonly id: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A bucket with versions, as far as the copying function uses it. */
export class FakeS3 {
  /** Versions of every key, the newest first. */
  readonly objects = new Map<string, readonly Version[]>();
  readonly transport: FakeTransport;
  private versions = 0;

  /** `intercept` may answer instead of the bucket; versions come in pages of two. */
  constructor(intercept: (request: SentRequest, nth: number) => Reply | undefined = () => undefined) {
    this.transport = new FakeTransport((request, nth) => intercept(request, nth) ?? this.reply(request));
  }

  /** Puts a version without a request. */
  put(key: string, headers: Readonly<Record<string, string>> = {}): void {
    this.versions += 1;
    this.objects.set(key, [{ id: `v${String(this.versions)}`, headers }, ...(this.objects.get(key) ?? [])]);
  }

  private reply(request: SentRequest): Reply {
    const key = decodeURIComponent(request.path.slice(1));
    switch (request.method) {
      case 'PUT': {
        const kept = ['content-type', 'cache-control', 'x-amz-meta-owner'];
        const headers = Object.entries(request.headers).filter(([name]) => kept.includes(name));
        this.put(key, Object.fromEntries(headers));
        return { body: '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>' };
      }
      case 'HEAD': {
        const current = this.objects.get(key)?.[0]?.headers;
        return current === undefined ? { status: 404 } : { headers: current };
      }
      case 'DELETE':
        this.remove(key, request.query.versionId);
        return { status: 204 };
      default:
        return this.list(request);
    }
  }

  private remove(key: string, version: unknown): void {
    const versions = this.objects.get(key) ?? [];
    if (version === undefined) {
      this.versions += 1;
      this.objects.set(key, [{ id: `v${String(this.versions)}` }, ...versions]);
      return;
    }
    const rest = versions.filter(({ id }) => id !== version);
    if (rest.length === 0) {
      this.objects.delete(key);
    } else {
      this.objects.set(key, rest);
    }
  }

  private list({ query }: SentRequest): Reply {
    const all = [...this.objects]
      .filter(([key]) => key.startsWith(String(query.prefix)))
      .flatMap(([key, versions]) => versions.map((version) => ({ key, ...version })));
    const start = query['version-id-marker'] === undefined ? 0 : Number(query['version-id-marker']);
    const page = all.slice(start, start + 2);
    const truncated = start + 2 < all.length;
    const element = (marker: boolean) =>
      page
        .filter(({ headers }) => (headers === undefined) === marker)
        .map(({ key, id }) => `<Key>${key}</Key><VersionId>${id}</VersionId>`);
    const next = truncated
      ? `<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>${String(start + 2)}</NextVersionIdMarker>`
      : '';
    return {
      body: `<ListVersionsResult><IsTruncated>${String(truncated)}</IsTruncated>${next}${xmlItems('Version', element(false))}${xmlItems('DeleteMarker', element(true))}</ListVersionsResult>`,
    };
  }
}

/** An error of S3. */
export function s3Error(code: string, status: number): Reply {
  return { status, body: `<Error><Code>${code}</Code><Message>no</Message><RequestId>r</RequestId></Error>` };
}
