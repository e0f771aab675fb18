import type { RefusalReason } from '../telemetry/refusals.ts';

/** What the caller of a refused request receives, besides the message. */
type Response = {
  status: number;
  code: string;
  headers?: Record<string, string>;
};

/** A request is refused. The message is for its caller, the reason for the operator. */
export class Refused extends Error {
  readonly reason: RefusalReason;
  readonly response: Response;

  constructor(reason: RefusalReason, response: Response, message: string) {
    super(message);
    this.reason = reason;
    this.response = response;
  }
}
