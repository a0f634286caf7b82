import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import ssh2 from 'ssh2';

export interface ShellOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A login that stays: each command has a channel of its own. */
export class RouterShell {
  readonly #client: ssh2.Client;

  private constructor(client: ssh2.Client) {
    this.#client = client;
  }

  static connect(port: number, privateKey: Buffer): Promise<RouterShell> {
    const client = new ssh2.Client();
    return new Promise((resolve, reject) => {
      client.once('ready', () => {
        // A command is over in a quarter of the time.
        client.setNoDelay(true);
        resolve(new RouterShell(client));
      });
      client.on('error', reject);
      client.connect({ host: '127.0.0.1', port, username: 'root', privateKey, readyTimeout: 60_000 });
    });
  }

  run(command: string, input = ''): Promise<ShellOutcome> {
    return new Promise((resolve, reject) => {
      this.#client.exec(command, (error, channel) => {
        if (error !== undefined) {
          reject(error);
          return;
        }
        let code: number | null = null;
        channel.on('exit', (status: number | null) => {
          code = status;
        });
        const closed = new Promise((done) => channel.once('close', done));
        Promise.all([text(channel), text(channel.stderr), closed]).then(
          ([stdout, stderr]) => resolve({ code, stdout, stderr }),
          reject,
        );
        channel.end(input);
      });
    });
  }

  /** What a command prints. */
  async output(command: string, input = ''): Promise<string> {
    return (await this.run(command, input)).stdout;
  }

  /** Asks again and again until what the command prints is right; then tells it. */
  async until(command: string, isRight: (output: string) => boolean, limit = 150_000): Promise<string> {
    const end = performance.now() + limit;
    for (;;) {
      const { stdout, stderr } = await this.run(command);
      if (isRight(stdout)) return stdout;
      if (performance.now() > end) {
        throw new Error(`In vain: ${command}\nIt printed last:\n${stdout}${stderr}`);
      }
      await delay(300);
    }
  }

  close(): void {
    this.#client.end();
  }
}
