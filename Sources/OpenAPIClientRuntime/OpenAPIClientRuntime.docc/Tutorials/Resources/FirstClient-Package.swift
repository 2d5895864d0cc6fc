// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "PetShop",
  platforms: [.macOS(.v13)],
  products: [.library(name: "PetShop", targets: ["PetShop"])],
  dependencies: [.package(url: "https://example.com/seedream.git", from: "1.0.0")],
  targets: [
    .target(
      name: "PetShop",
      dependencies: [.product(name: "OpenAPIClientRuntime", package: "seedream")],
      plugins: [.plugin(name: "OpenAPIClientPlugin", package: "seedream")]),
    .testTarget(
      name: "PetShopTests",
      dependencies: ["PetShop", .product(name: "OpenAPIClientTesting", package: "seedream")]),
  ]
)
