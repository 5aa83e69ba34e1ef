/**
 * What the scripts use of `k6/x/mqtt`, for which @types/k6 has no types. After grafana.com/docs/k6/latest/javascript-api/k6-x-mqtt and the sources of
 * github.com/grafana/xk6-mqtt (mqtt/client_base.go, mqtt/client_connect.go: options are read in snake case, as the documentation has them).
 */
declare module 'k6/x/mqtt' {
  interface Tagged {
    readonly tags?: Readonly<Record<string, string>>;
  }

  interface ClientOptions extends Tagged {
    readonly client_id?: string;
    readonly username?: string;
    readonly password?: string;
  }

  interface ConnectOptions extends Tagged {
    /** Seconds. */
    readonly keepalive?: number;
    /** Milliseconds. */
    readonly connect_timeout?: number;
    readonly clean_session?: boolean;
  }

  interface PublishOptions extends Tagged {
    readonly qos?: 0 | 1 | 2;
    readonly retain?: boolean;
  }

  interface SubscribeOptions extends Tagged {
    readonly qos?: 0 | 1 | 2;
  }

  interface MqttError {
    readonly name: 'MQTTError';
    /** Of the client, in which it happened. */
    readonly method: string;
    readonly message: string;
  }

  /** MQTT 3.1.1. An iteration does not end before every client in it has. */
  export class Client {
    constructor(options?: ClientOptions);
    readonly connected: boolean;
    /** What goes wrong comes as an `error` event where somebody listens for it, and is thrown where nobody does. */
    connect(url: string, options?: ConnectOptions): void;
    /** One filter: an array of them is documented, and is not taken by the versions up to 0.2. */
    subscribeAsync(filter: string, options?: SubscribeOptions): Promise<void>;
    /** Settles with the acknowledgement of QoS 1 (PUBACK). */
    publishAsync(
      topic: string,
      payload: string | ArrayBuffer,
      options?: PublishOptions,
    ): Promise<void>;
    /** @throws where it is not connected. */
    end(): void;
    on(event: 'connect' | 'end' | 'reconnect', listener: () => void): void;
    on(event: 'message', listener: (topic: string, payload: ArrayBuffer) => void): void;
    on(event: 'error', listener: (error: MqttError) => void): void;
  }
}
