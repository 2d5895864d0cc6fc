// The code of this module is generated while it is built: `openapi-client.json` names the documents.
//
// Each document is a namespace with a client, its servers and its models:
//
//   let client = TensorsLab.Client(apiKey: key)
//   let task = try await client.seeDreamV45(body: .init(prompt: "a lighthouse"))
