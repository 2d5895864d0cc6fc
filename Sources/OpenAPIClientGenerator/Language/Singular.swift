/// Singulars of English plurals, which name the elements of arrays.
enum Singular {
  /// The name with its last word in the singular: `sourceImages` → `sourceImage`; unchanged if that is no plural.
  static func of(_ name: String) -> String {
    var words = Words.split(name)
    guard let last = words.popLast() else { return name }
    let lower = last.lowercased()
    let single = word(lower)
    if single == lower { return name }
    guard name.hasSuffix(last) else { return name }
    // `IDs` → `ID`: the other letters keep their case.
    if last.hasSuffix("s"), single == lower.dropLast() { return String(name.dropLast()) }
    let isUpper = last.first?.isUppercase ?? false
    return String(name.dropLast(last.count)) + (isUpper ? Casing.upperFirst(single) : single)
  }

  /// The singular of a word in lower case; unchanged if the word is no plural.
  static func word(_ word: String) -> String {
    if let known = irregular[word] { return known }
    let count = word.utf8.count
    if count < 4 { return word == "ids" ? "id" : word }
    guard word.hasSuffix("s"), !unchanged.contains(word) else { return word }
    // `gas`, `bus` and `chaos` are singular, but `photos` and `videos` are plural.
    switch word.suffix(2) {
    case "ss", "us", "is": return word
    case "as": if count <= 5 { return word }
    case "os": if count <= 4 { return word }
    default:
      if word.hasSuffix("ies"), count > 4 { return word.dropLast(3) + "y" }
      if endingsInES.contains(where: word.hasSuffix) { return String(word.dropLast(2)) }
    }
    return String(word.dropLast())
  }

  /// Whether the word is a plural.
  static func isPlural(_ text: String) -> Bool {
    let lower = text.lowercased()
    return word(lower) != lower
  }

  private static let endingsInES = [
    "sses", "shes", "ches", "xes", "zzes", "tuses", "nuses", "ruses", "iases", "puses",
  ]

  private static let unchanged = Words.set(
    """
    news series species data media info https always previous progress address access success process class css dns
    sms aws gps tls rss cors hls ios macos kubernetes analytics physics sales goods means canvas alias bias atlas ops
    devops status bonus focus basis analysis lens corps kudos cosmos chaos ethos headquarters logistics electronics
    mathematics ethics sos
    """)

  private static let irregular = Words.table(
    """
    people:person children:child men:man women:woman criteria:criterion indices:index vertices:vertex matrices:matrix
    analyses:analysis movies:movie cookies:cookie buses:bus lives:life leaves:leaf shelves:shelf wives:wife
    halves:half mice:mouse geese:goose feet:foot teeth:tooth ties:tie pies:pie lies:lie zombies:zombie
    calories:calorie selfies:selfie quizzes:quiz axes:axis bases:base databases:database aliases:alias
    heroes:hero superheroes:superhero potatoes:potato tomatoes:tomato echoes:echo vetoes:veto cargoes:cargo
    torpedoes:torpedo embargoes:embargo volcanoes:volcano mosquitoes:mosquito
    knives:knife thieves:thief wolves:wolf loaves:loaf elves:elf selves:self calves:calf scarves:scarf hooves:hoof
    caches:cache niches:niche aches:ache headaches:headache avalanches:avalanche moustaches:moustache
    canvases:canvas gases:gas lenses:lens focuses:focus atlases:atlas
    menus:menu submenus:submenu cpus:cpu gpus:gpu tpus:tpu skus:sku gurus:guru
    apis:api uis:ui kpis:kpi wikis:wiki emojis:emoji taxis:taxi pois:poi
    areas:area ideas:idea visas:visa eras:era betas:beta teas:tea seas:sea spas:spa
    brownies:brownie rookies:rookie hoodies:hoodie genies:genie prairies:prairie smoothies:smoothie newbies:newbie
    phenomena:phenomenon bacteria:bacterium strata:stratum symposia:symposium curricula:curriculum
    memoranda:memorandum addenda:addendum spectra:spectrum corpora:corpus genera:genus
    alumni:alumnus cacti:cactus fungi:fungus nuclei:nucleus radii:radius stimuli:stimulus syllabi:syllabus loci:locus
    foci:focus appendices:appendix hypotheses:hypothesis theses:thesis crises:crisis diagnoses:diagnosis
    parentheses:parenthesis synopses:synopsis oases:oasis ellipses:ellipsis dice:die oxen:ox
    salesmen:salesman craftsmen:craftsman firemen:fireman policemen:policeman
    """)
}
