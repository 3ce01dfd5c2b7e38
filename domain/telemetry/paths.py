"""Names of the signals that rules read. Paths without a comment are COVESA VSS 6; see catalogue.py."""

from domain.telemetry.facts import WHEELS

_BATTERY = "Vehicle.Powertrain.TractionBattery"
_WHEEL = {
    "row1_left": "Vehicle.Chassis.Axle.Row1.Wheel.Left",
    "row1_right": "Vehicle.Chassis.Axle.Row1.Wheel.Right",
    "row2_left": "Vehicle.Chassis.Axle.Row2.Wheel.Left",
    "row2_right": "Vehicle.Chassis.Axle.Row2.Wheel.Right",
}

SOC = f"{_BATTERY}.StateOfCharge.Current"
SOC_DISPLAYED = f"{_BATTERY}.StateOfCharge.Displayed"
PACK_ENERGY = f"{_BATTERY}.StateOfCharge.CurrentEnergy"
SOH = f"{_BATTERY}.StateOfHealth"
PACK_TEMPERATURE = f"{_BATTERY}.Temperature.Average"
PACK_TEMPERATURE_MIN = f"{_BATTERY}.Temperature.Min"
PACK_TEMPERATURE_MAX = f"{_BATTERY}.Temperature.Max"
PACK_VOLTAGE = f"{_BATTERY}.CurrentVoltage"
PACK_CURRENT = f"{_BATTERY}.CurrentCurrent"
PACK_POWER = f"{_BATTERY}.CurrentPower"
CELL_MIN = f"{_BATTERY}.CellVoltage.Min"
CELL_MAX = f"{_BATTERY}.CellVoltage.Max"
CELL_ID_MIN = f"{_BATTERY}.CellVoltage.IdMin"
CELL_ID_MAX = f"{_BATTERY}.CellVoltage.IdMax"
CHARGED_EVER = f"{_BATTERY}.AccumulatedChargedEnergy"
IS_CHARGING = f"{_BATTERY}.Charging.IsCharging"
CHARGE_LIMIT = f"{_BATTERY}.Charging.ChargeLimit"
CABLE_CONNECTED = f"{_BATTERY}.Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
COOLANT_FLOW = f"{_BATTERY}.Coolant.FlowRate"  # overlay
COOLANT_INLET = f"{_BATTERY}.Coolant.InletTemperature"  # overlay
COOLANT_OUTLET = f"{_BATTERY}.Coolant.OutletTemperature"  # overlay
COOLANT_LEVEL = f"{_BATTERY}.Coolant.Level"  # overlay
ISOLATION = f"{_BATTERY}.IsolationResistance"  # overlay
CONTACTOR_CYCLES = f"{_BATTERY}.ContactorCycleCount"  # overlay

MOTOR_TEMPERATURE = "Vehicle.Powertrain.ElectricMotor.Rear.Temperature"
MOTOR_SPEED = "Vehicle.Powertrain.ElectricMotor.Rear.Speed"
MOTOR_TORQUE = "Vehicle.Powertrain.ElectricMotor.Rear.Torque"
MOTOR_POWER = "Vehicle.Powertrain.ElectricMotor.Rear.Power"
INVERTER_TEMPERATURE = "Vehicle.Powertrain.ElectricMotor.Rear.InverterTemperature"  # overlay
MOTOR_COOLANT = "Vehicle.Powertrain.ElectricMotor.Rear.EngineCoolant.Temperature"
RANGE = f"{_BATTERY}.Range"

SPEED = "Vehicle.Speed"
ODOMETER = "Vehicle.TraveledDistance"
ACCELERATION = "Vehicle.Acceleration.Longitudinal"
ACCELERATOR = "Vehicle.Chassis.Accelerator.PedalPosition"
BRAKE_PEDAL = "Vehicle.Chassis.Brake.PedalPosition"

AMBIENT = "Vehicle.Exterior.AirTemperature"
HUMIDITY = "Vehicle.Exterior.Humidity"
AIR_PRESSURE = "Vehicle.Exterior.AirPressure"
CABIN_TEMPERATURE = "Vehicle.Cabin.HVAC.AmbientAirTemperature"
AIR_CONDITIONING = "Vehicle.Cabin.HVAC.IsAirConditioningActive"
HVAC_POWER = "Vehicle.Cabin.HVAC.Power"  # overlay
FILTER_DROP = "Vehicle.Cabin.HVAC.Filter.EfficiencyDrop"  # overlay

TWELVE_VOLT = "Vehicle.LowVoltageBattery.CurrentVoltage"
DISTANCE_TO_SERVICE = "Vehicle.Service.DistanceToService"
TIME_TO_SERVICE = "Vehicle.Service.TimeToService"
SERVICE = (DISTANCE_TO_SERVICE, TIME_TO_SERVICE)
DTC_COUNT = "Vehicle.Diagnostics.DTCCount"
DTC_LIST = "Vehicle.Diagnostics.DTCList"  # a list of texts at the door, kept in the places below
DTC_PLACES = tuple(f"{DTC_LIST}.Place{number}" for number in range(1, 9))  # overlay: ISO 15031-6, 0 is free

LATITUDE = "Vehicle.CurrentLocation.Latitude"
LONGITUDE = "Vehicle.CurrentLocation.Longitude"
ALTITUDE = "Vehicle.CurrentLocation.Altitude"

# One path per wheel, in WHEELS order.
TYRE_PRESSURE = tuple(f"{_WHEEL[wheel]}.Tire.Pressure" for wheel in WHEELS)
TYRE_AIR = tuple(f"{_WHEEL[wheel]}.Tire.AirTemperature" for wheel in WHEELS)
TYRE_LOW = tuple(f"{_WHEEL[wheel]}.Tire.IsPressureLow" for wheel in WHEELS)
TYRE_PLACARD = tuple(f"{_WHEEL[wheel]}.Tire.PlacardPressure" for wheel in WHEELS)  # overlay
PAD_WEAR = tuple(f"{_WHEEL[wheel]}.Brake.PadWear" for wheel in WHEELS)
PADS_WORN = tuple(f"{_WHEEL[wheel]}.Brake.IsBrakesWorn" for wheel in WHEELS)
BRAKE_FLUID_LEVEL = tuple(f"{_WHEEL[wheel]}.Brake.FluidLevel" for wheel in WHEELS)
BRAKE_FLUID_LOW = tuple(f"{_WHEEL[wheel]}.Brake.IsFluidLevelLow" for wheel in WHEELS)
