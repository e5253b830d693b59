import CMRMethods
import CMRTrainCommand
import TripletRanking

// Everything that `cmrtrain` does, with one method more.
TrainCommand.main(
  methods: BuiltinMethods.all + [TripletRanking.self], name: "triplet-train", version: "1.0")
