// An editor without a window: it starts the language server that VS Code uses for YAML and talks to it over stdio.
import { spawn } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node.js";

const SERVER = fileURLToPath(new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url));
// The catalogue of schemas on the net stays closed; only the line in the file says which schema is meant.
const SETTINGS = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };

export class Editor {
  #diagnostics = new Map();
  #waiting = new Map();
  #versions = new Map();

  static async open(folder, settings = {}) {
    const editor = new Editor();
    await editor.#start(folder, { ...SETTINGS, ...settings });
    return editor;
  }

  async #start(folder, settings) {
    this.server = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const reader = new rpc.StreamMessageReader(this.server.stdout);
    this.connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(this.server.stdin));
    this.connection.onRequest("workspace/configuration", ({ items }) =>
      items.map(({ section }) => (section === "yaml" ? settings : {})),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest(() => null);
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      this.#waiting.get(uri)?.(diagnostics);
    });
    this.connection.listen();
    const root = pathToFileURL(folder).href;
    await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "rules" }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
          hover: { contentFormat: ["markdown", "plaintext"] },
          publishDiagnostics: {},
        },
      },
    });
    this.connection.sendNotification("initialized", {});
    this.connection.sendNotification("workspace/didChangeConfiguration", { settings: { yaml: settings } });
  }

  // What is wrong in a text, line by line; a file of the same name is replaced as if somebody typed.
  async problems(file, text) {
    const uri = pathToFileURL(file).href;
    const told = new Promise((resolve) => this.#waiting.set(uri, resolve));
    this.#show(uri, text);
    const found = await told;
    return found.map(({ range, message }) => ({ line: range.start.line + 1, message }));
  }

  // What is offered where the text has a bar.
  async offered(file, marked) {
    const { items } = await this.#ask("completion", file, marked);
    return items.map(({ label, insertText, textEdit, documentation }) => ({
      label,
      text: textEdit?.newText ?? insertText,
      help: documentation?.value ?? documentation ?? "",
    }));
  }

  // What is told of the word where the text has a bar.
  async told(file, marked) {
    return (await this.#ask("hover", file, marked))?.contents.value ?? "";
  }

  async #ask(what, file, marked) {
    const at = marked.indexOf("|");
    const before = marked.slice(0, at).split("\n");
    await this.problems(file, marked.slice(0, at) + marked.slice(at + 1));
    return this.connection.sendRequest(`textDocument/${what}`, {
      textDocument: { uri: pathToFileURL(file).href },
      position: { line: before.length - 1, character: before.at(-1).length },
    });
  }

  #show(uri, text) {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) {
      const textDocument = { uri, languageId: "yaml", version, text };
      this.connection.sendNotification("textDocument/didOpen", { textDocument });
    } else {
      const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
      this.connection.sendNotification("textDocument/didChange", change);
    }
  }

  async close() {
    await this.connection.sendRequest("shutdown");
    this.connection.sendNotification("exit");
    this.connection.dispose();
  }
}
