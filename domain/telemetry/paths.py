"""Names of the signals that rules read. Paths without a comment are COVESA VSS 6; see catalogue.py."""

from domain.telemetry.facts import WHEELS

PACK = "Vehicle.Powertrain.TractionBattery"
_WHEEL = {
    "row1_left": "Vehicle.Chassis.Axle.Row1.Wheel.Left",
    "row1_right": "Vehicle.Chassis.Axle.Row1.Wheel.Right",
    "row2_left": "Vehicle.Chassis.Axle.Row2.Wheel.Left",
    "row2_right": "Vehicle.Chassis.Axle.Row2.Wheel.Right",
}

SOC = f"{PACK}.StateOfCharge.Current"
SOC_DISPLAYED = f"{PACK}.StateOfCharge.Displayed"
PACK_ENERGY = f"{PACK}.StateOfCharge.CurrentEnergy"
SOH = f"{PACK}.StateOfHealth"
PACK_TEMPERATURE = f"{PACK}.Temperature.Average"
PACK_TEMPERATURE_MIN = f"{PACK}.Temperature.Min"
PACK_TEMPERATURE_MAX = f"{PACK}.Temperature.Max"
PACK_VOLTAGE = f"{PACK}.CurrentVoltage"
PACK_CURRENT = f"{PACK}.CurrentCurrent"
PACK_POWER = f"{PACK}.CurrentPower"
CELL_MIN = f"{PACK}.CellVoltage.Min"
CELL_MAX = f"{PACK}.CellVoltage.Max"
CELL_ID_MIN = f"{PACK}.CellVoltage.IdMin"
CELL_ID_MAX = f"{PACK}.CellVoltage.IdMax"
CHARGED_EVER = f"{PACK}.AccumulatedChargedEnergy"
IS_CHARGING = f"{PACK}.Charging.IsCharging"
CHARGE_LIMIT = f"{PACK}.Charging.ChargeLimit"
CHARGE_ADDED = f"{PACK}.Charging.EnergyAdded"  # overlay
CABLE_CONNECTED = f"{PACK}.Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
COOLANT_FLOW = f"{PACK}.Coolant.FlowRate"  # overlay
COOLANT_INLET = f"{PACK}.Coolant.InletTemperature"  # overlay
COOLANT_OUTLET = f"{PACK}.Coolant.OutletTemperature"  # overlay
COOLANT_LEVEL = f"{PACK}.Coolant.Level"  # overlay
ISOLATION = f"{PACK}.IsolationResistance"  # overlay
CONTACTOR_CYCLES = f"{PACK}.ContactorCycleCount"  # overlay

MOTOR_TEMPERATURE = "Vehicle.Powertrain.ElectricMotor.Rear.Temperature"
MOTOR_SPEED = "Vehicle.Powertrain.ElectricMotor.Rear.Speed"
MOTOR_TORQUE = "Vehicle.Powertrain.ElectricMotor.Rear.Torque"
MOTOR_POWER = "Vehicle.Powertrain.ElectricMotor.Rear.Power"
INVERTER_TEMPERATURE = "Vehicle.Powertrain.ElectricMotor.Rear.InverterTemperature"  # overlay
MOTOR_COOLANT = "Vehicle.Powertrain.ElectricMotor.Rear.EngineCoolant.Temperature"
RANGE = f"{PACK}.Range"

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
DTC_PLACES = tuple(f"{DTC_LIST}.Place{number}" for number in range(1, 65))  # overlay: see codes.py, 0 is free
# Overlay: what the car itself raises as an alarm; numbers and bits as in GB/T 32960.3 of 2025.
ALARM_LEVEL = "Vehicle.Diagnostics.AlarmLevel"
ALARM_FLAGS = "Vehicle.Diagnostics.AlarmFlags"

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
