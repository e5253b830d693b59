import CMRMethods
import CMRTrainCommand

TrainCommand.main(methods: BuiltinMethods.all)
