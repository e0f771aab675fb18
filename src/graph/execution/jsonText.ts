/** A value that is written as JSON already. */
export class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}
