/// English verbs, which paths such as `/jobs/{id}/pause` end in.
enum ActionVerbs {
  /// Whether a word of a path is a verb.
  ///
  /// Words that are verbs and nouns, such as `report`, count as nouns, which they nearly always are in paths.
  static func contains(_ word: String) -> Bool {
    let word = word.lowercased()
    return verbs.contains(word)
      || ["re", "un", "bulk"].contains { word.hasPrefix($0) && verbs.contains(String(word.dropFirst($0.count))) }
  }

  /// Verbs for requests that change nothing.
  static let reading = Words.set(
    """
    search find lookup list get query download check count export validate verify ping fetch describe resolve preview
    """)

  private static let verbs = Words.set(
    """
    abort accept acknowledge activate add adjust aggregate allow analyze append apply approve archive assess assign
    attach attest authenticate authorize ban begin bind block bookmark boost broadcast build bump calculate cancel
    capture certify change claim clarify classify clean clear clone close collect compact compare complete compose
    compress compute configure confirm connect consume convert copy correct create crop deactivate decline decrease
    decrement decrypt delegate delete deliver demote deny deploy deprovision deregister deselect detach detect
    disable disassociate disconnect dismiss dispatch dispute dissolve distribute downgrade downvote drain duplicate
    earn edit elect embed emit empty enable encode encrypt end endorse enhance enqueue enroll erase escalate
    establish estimate evaluate evict exchange exclude execute expand expire extend extract facilitate fail fill
    finalize finish flip flush follow forget fork forward freeze fulfill generate give grant halt hibernate hide
    hold identify impersonate import include increase increment infer ingest initialize initiate insert inspect
    install instantiate invalidate invite invoke join keep kick kill launch leave lift like link lock login logout
    lower make mark merge migrate moderate modify mount move mute nominate notify obtain offboard onboard open
    optimize overwrite pack parse pause pay pick pin postpone predict prepare prepend process produce promote
    propose provision publish purge push put qualify quantify quarantine raise ratify read reboot rebuild
    recalculate receive recognize recommend reconcile recover rectify redact redeem redirect reduce refresh refund
    refuse register reject relate release reload relocate remind remove rename render renew reopen reorder repair
    repeat replace reply reproduce require rerun reserve reset resize resolve respond restart restore restrict
    resume retire retract retrieve retry return reverse revert revoke rewrite roll rollback rotate run save scale
    scan select send set settle share ship show shuffle shutdown sign signin signout signup silence simplify
    simulate skip snooze solve sort specify split star start stop submit subscribe substitute suggest summarize
    suspend swap switch sync synchronize synthesize take terminate test thaw toggle tokenize touch train transcode
    transcribe transfer transform transition translate transmit trash trigger trim truncate tune turn unarchive undo
    unify uninstall unlock unpack update upgrade upload upscale upsert upvote vacuum void wake warm watch wipe
    withdraw wrap write
    """)
}
